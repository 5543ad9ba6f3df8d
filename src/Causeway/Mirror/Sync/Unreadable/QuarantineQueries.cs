using System.Globalization;
using Causeway.Mirror.Connections;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Sync.Unreadable;

/// <summary>Reads the quarantine of a connection, newest first unless told otherwise.</summary>
internal sealed class QuarantineQueries(NpgsqlDataSource database)
{
    public const string Sort = "id";

    private const string Columns = "id, model, record_id, error_kind, message, since, last_tried_at, tries";

    public async Task<QuarantineAnswer> ListAsync(OdooConnection on, string? model, ListRequest page, CancellationToken cancellationToken)
    {
        var filters = new { connection = on.Id, model, after = page.After?.Id, skip = page.Skip, limit = page.PerPage + 1 };
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var rows = (await db.QueryAsync<QuarantinedRecord>(new CommandDefinition(
            $"""
            select {Columns}
            from causeway.quarantine
            where connection_id = @connection
              and (@model::text is null or model = @model)
              and (@after::bigint is null or id {(page.Descending ? "<" : ">")} @after)
            order by id {(page.Descending ? "desc" : "asc")}
            limit @limit
            offset @skip
            """,
            filters, cancellationToken: cancellationToken))).AsList();
        var shown = rows.Take(page.PerPage).Select(row => Linked(on, row)).ToArray();
        var next = rows.Count > page.PerPage ? new Cursor(on.Id, Sort, page.Descending, shown[^1].Id.ToString(CultureInfo.InvariantCulture), shown[^1].Id).ToString() : null;
        long? total = page.WithTotal ? await CountAsync(db, filters, cancellationToken) : null;
        return new QuarantineAnswer(shown, Pagination.Of(page, total, next));
    }

    public async Task<QuarantinedRecord?> FindAsync(OdooConnection on, long id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var row = await db.QuerySingleOrDefaultAsync<QuarantinedRecord>(new CommandDefinition(
            $"select {Columns} from causeway.quarantine where connection_id = @connection and id = @id",
            new { connection = on.Id, id },
            cancellationToken: cancellationToken));
        return row is null ? null : Linked(on, row);
    }

    private static Task<long> CountAsync(NpgsqlConnection db, object filters, CancellationToken cancellationToken) =>
        db.ExecuteScalarAsync<long>(new CommandDefinition(
            "select count(*) from causeway.quarantine where connection_id = @connection and (@model::text is null or model = @model)",
            filters, cancellationToken: cancellationToken));

    private static QuarantinedRecord Linked(OdooConnection on, QuarantinedRecord row) => row with { OdooUrl = on.RecordUrl(row.Model, row.RecordId) };
}
