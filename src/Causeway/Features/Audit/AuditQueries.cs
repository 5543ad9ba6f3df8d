using System.Globalization;
using Causeway.Mirror.Records;
using Causeway.Platform.Audit;
using Causeway.Platform.Database;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Features.Audit;

/// <summary>The audit log, newest first unless asked otherwise.</summary>
internal sealed class AuditQueries(NpgsqlDataSource database)
{
    /// <summary>The log belongs to no connection; its cursors say so.</summary>
    public const int NoConnection = 0;

    public const string Sort = "at";

    public static readonly QuerySpec Filters =
    [
        new("action", QueryType.Text, "What was done.") { Choices = AuditAction.All },
        new("outcome", QueryType.Text, "How it went.") { Choices = ["done", "refused", "failed"] },
        new("actor", QueryType.Text, "Who did it: a username as it was then, whole, in any case."),
        new("actor_id", QueryType.Text, "Who did it: a user's id."),
        new("address", QueryType.Text, "From where, as the entries have it."),
        new("target_type", QueryType.Text, "What it was done to: user, api_token, connection, or a model such as crm.lead."),
        new("target_id", QueryType.Text, "The id of what it was done to."),
        new("from", QueryType.Instant, "Not before."),
        new("to", QueryType.Instant, "Before."),
    ];

    private static readonly SortField At = new(Sort, "a.at", "timestamptz", Required: true);

    public async Task<AuditAnswer> ListAsync(QueryValues query, ListRequest page, CancellationToken cancellationToken)
    {
        var conditions = Read(query);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await ReadAsync(connection, Page(conditions, page), cancellationToken);
        var entries = rows.Take(page.PerPage).ToArray();
        var next = rows.Count > page.PerPage ? After(entries[^1], page).ToString() : null;
        long? total = page.WithTotal ? await CountAsync(connection, conditions, cancellationToken) : null;
        return new AuditAnswer(entries, Pagination.Of(page, total, next));
    }

    private static List<Condition> Read(QueryValues query)
    {
        var conditions = new List<Condition>();
        conditions.AddIf(query.Text("action"), (sql, action) => sql.Append($" and a.action = {action}"));
        conditions.AddIf(query.Text("outcome"), (sql, outcome) => sql.Append($" and a.outcome = {outcome}"));
        conditions.AddIf(query.Text("actor"), (sql, actor) => sql.Append($" and lower(a.actor) = lower({actor})"));
        conditions.AddIf(ReadId(query.Text("actor_id")), (sql, actor) => sql.Append($" and a.actor_id = {actor}"));
        conditions.AddIf(query.Text("address"), (sql, address) => sql.Append($" and a.address = {address}"));
        conditions.AddIf(query.Text("target_type"), (sql, type) => sql.Append($" and a.target_type = {type}"));
        conditions.AddIf(query.Text("target_id"), (sql, id) => sql.Append($" and a.target_ids @> array[{id}]"));
        conditions.AddIf(query.Instant("from"), (sql, from) => sql.Append($" and a.at >= {from.UtcDateTime}"));
        conditions.AddIf(query.Instant("to"), (sql, to) => sql.Append($" and a.at < {to.UtcDateTime}"));
        return conditions;
    }

    private static Guid? ReadId(string? text) => text switch
    {
        null => null,
        _ when Guid.TryParse(text, CultureInfo.InvariantCulture, out var id) => id,
        _ => throw new ProblemException(Problems.Invalid("actor_id", "must be the id of a user.")),
    };

    private static Cursor After(AuditRow last, ListRequest page) =>
        new(NoConnection, Sort, page.Descending, last.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), last.Entry);

    private static SqlText Page(List<Condition> conditions, ListRequest page)
    {
        var sql = new SqlText();
        sql.Append($"""
            select a.entry, a.at, a.action, a.outcome, a.actor, a.actor_id, a.via, a.api_token_id, a.address, a.user_agent,
              a.connection as connection_id, a.target_type, a.target_ids, a.detail, a.trace_id
            from (

            """);
        new KeysetRows("a", rows => FromWhere(rows, conditions)).Append(sql, At, page);
        return sql.Append($"\n) a");
    }

    private static void FromWhere(SqlText sql, List<Condition> conditions)
    {
        sql.Append($"from (select entry as id, * from causeway.audit) a where true");
        foreach (var condition in conditions)
            condition(sql);
    }

    private static async Task<List<AuditRow>> ReadAsync(NpgsqlConnection db, SqlText sql, CancellationToken cancellationToken)
    {
        await using var command = sql.ToCommand(db);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (rows, parse) = (new List<AuditRow>(), reader.GetRowParser<AuditRow>());
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(parse(reader));
        return rows;
    }

    private static async Task<long> CountAsync(NpgsqlConnection db, List<Condition> conditions, CancellationToken cancellationToken)
    {
        var sql = new SqlText().Append($"select count(*) ");
        FromWhere(sql, conditions);
        await using var command = sql.ToCommand(db);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
