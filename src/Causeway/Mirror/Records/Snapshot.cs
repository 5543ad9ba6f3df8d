using Causeway.Mirror.Changes;
using Causeway.Platform.Database;
using Npgsql;

namespace Causeway.Mirror.Records;

/// <summary>
/// Where an answer stands in time. Read before the records, so that whoever follows the feed from its position misses
/// nothing: at worst a change comes that the answer already holds.
/// </summary>
/// <param name="Position">The feed's position.</param>
/// <param name="Held">Removals of these models wait for an administrator: some records may be gone from Odoo.</param>
/// <param name="AsOf">When the least fresh of the models was last known complete; null before its first full read.</param>
internal sealed record Snapshot(long Position, DateTime? AsOf, bool Held)
{
    public static SqlText Of(RecordQuery query) => Of(query.Viewer.Connection.Id, query.Shape.Model.Name);

    public static SqlText Of(int connectionId, params string[] models)
    {
        var sql = new SqlText();
        return sql.Append($"""
            select
              coalesce((select version from causeway.change where connection_id = {connectionId} order by version desc limit 1), 0),
              (select min(as_of) from causeway.sync_stream where connection_id = {connectionId} and model = any({models})),
              exists (select from causeway.hold where connection_id = {connectionId} and model = any({models}) and status in ('waiting', 'rejected'))
            """);
    }

    public static async Task<Snapshot> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken);
        return new Snapshot(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetDateTime(1), reader.GetBoolean(2));
    }

    /// <summary>Tells a reader from where to follow the feed, and what is held back.</summary>
    public void Show(HttpResponse response, Viewer viewer)
    {
        response.Headers["X-Changes-Position"] = new FeedPosition(Position, viewer.Scope).ToString();
        if (Held)
            response.Headers["X-Data-Held"] = "true";
    }
}
