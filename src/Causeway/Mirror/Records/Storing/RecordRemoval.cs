using Causeway.Mirror.Catalog;
using Causeway.Mirror.Changes;
using Causeway.Platform.Database;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Records.Storing;

/// <summary>Marks records as gone, with the stamps of the read that found them so: an older page cannot raise the dead.</summary>
internal static class RecordRemoval
{
    /// <returns>How many were not marked so already.</returns>
    /// <param name="db">In the transaction that the caller owns.</param>
    /// <param name="connectionId">The connection.</param>
    /// <param name="model">The model.</param>
    /// <param name="ids">Each confirmed by a read of its own.</param>
    /// <param name="state"><c>deleted</c> where a read by id found nothing, <c>hidden</c> where it was refused.</param>
    /// <param name="window">When that was read.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<int> MarkAsync(NpgsqlConnection db, int connectionId, MirrorModel model, long[] ids, string state, ReadWindow window, CancellationToken cancellationToken)
    {
        if (ids.Length == 0)
            return 0;
        await db.ExecuteAsync(new CommandDefinition(
            $"select pg_advisory_xact_lock({ChangeFeed.LockClass}, @connectionId)", new { connectionId }, cancellationToken: cancellationToken));
        return await db.ExecuteScalarAsync<int>(new CommandDefinition(
            $"""
            with gone as (
              update {model.Table} t
              set state = @state, state_since = now(), state_reason = 'read by id', changed_at = now(), confirmed_at = now(),
                  read_started = @started, read_ended = @ended, settled = true
              where connection_id = @connectionId and id = any(@ids) and state <> @state and read_ended < @ended
              returning id, {Column(model.SalespersonField)} as person, {Column(model.TeamField)} as team, {Column(model.CompanyField)} as company
            ),
            logged as (
              insert into causeway.change (connection_id, model, id, kind, user_before, team_before, company_before)
              select @connectionId, @model, id, case @state when 'hidden' then 'hidden' else 'delete' end, person, team, company
              from gone
              returning id
            )
            select count(*)::int, case when count(*) > 0 then pg_notify('{ChangeFeed.Channel}', @connectionId::text)::text end from logged
            """,
            new { connectionId, model = model.Name, ids, state, started = window.Started, ended = window.Ended },
            cancellationToken: cancellationToken));
    }

    private static string Column(string? field) => field is null ? "null::bigint" : Sql.Name(field);
}
