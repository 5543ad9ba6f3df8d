using Causeway.Mirror.Records;
using Causeway.Platform.Database;
using Npgsql;

namespace Causeway.Features.Leads;

/// <summary>
/// The leads of a tag that few have, looked up before the list. PostgreSQL knows how common a tag is only where its sample
/// has met it; one that it has not met it takes for common, and reads a whole order to find five leads.
/// </summary>
internal sealed class TaggedLeads(NpgsqlDataSource database)
{
    private const int Few = 100;

    /// <summary>Their ids, which others may see; null where there are more than a few.</summary>
    public async Task<long[]?> FindFewAsync(Viewer viewer, long tag, CancellationToken cancellationToken)
    {
        var sql = new SqlText();
        sql.Append($"select array(select r.id from odoo.crm_lead r where r.connection_id = {viewer.Connection.Id} and r.tag_ids @> array[{tag}]::bigint[] limit {(SqlRaw)$"{Few + 1}"})");
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var command = sql.ToCommand(db);
        var ids = (long[])(await command.ExecuteScalarAsync(cancellationToken))!;
        return ids.Length > Few ? null : ids;
    }
}
