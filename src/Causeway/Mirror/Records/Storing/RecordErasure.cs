using Causeway.Mirror.Catalog;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Records.Storing;

/// <summary>
/// Takes rows away for good, with what was kept of them elsewhere: their history, and the links of tasks to them. Their keys
/// stay for a while (<c>causeway.purged</c>), so that no page that was read before can bring one back.
/// </summary>
internal static class RecordErasure
{
    /// <summary>Longer than any page is on its way from Odoo to here.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    /// <summary>Answers how many rows went.</summary>
    /// <param name="db">In the transaction that the caller owns, or in none.</param>
    /// <param name="model">Whose rows.</param>
    /// <param name="rows">Which, as SQL over the row <c>t</c>: of those alone that Odoo has deleted.</param>
    /// <param name="parameters">The values of that SQL, and <c>model</c>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Task<long> RunAsync(NpgsqlConnection db, MirrorModel model, string rows, object parameters, CancellationToken cancellationToken) =>
        db.ExecuteScalarAsync<long>(new CommandDefinition(
            $"""
            with gone as (
              delete from {model.Table} t
              where t.state = 'deleted' and {rows}
              returning t.connection_id, t.id, t.read_ended
            ),
            remembered as (
              insert into causeway.purged (connection_id, model, id, read_ended)
              select connection_id, @model, id, read_ended from gone
              on conflict (connection_id, model, id) do update set read_ended = excluded.read_ended, at = excluded.at
            ),
            {History(model)}
            unlinked as (
              update causeway.task k
              set odoo_connection = null, odoo_model = null, odoo_id = null
              from gone
              where k.odoo_connection = gone.connection_id and k.odoo_model = @model and k.odoo_id = gone.id
            )
            select count(*) from gone
            """,
            parameters,
            cancellationToken: cancellationToken));

    private static string History(MirrorModel model) => model.Name != DefaultModels.Lead.Name ? "" :
        """
        forgotten as (
          delete from causeway.lead_history h
          using gone
          where h.connection_id = gone.connection_id and h.lead_id = gone.id
        ),
        """;
}
