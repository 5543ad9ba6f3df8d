using System.Globalization;
using Causeway.Platform.Audit;
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

    private const string Matches =
        """
        (@action::text is null or a.action = @action)
          and (@outcome::text is null or a.outcome = @outcome)
          and (@actor::text is null or lower(a.actor) = lower(@actor))
          and (@actorId::uuid is null or a.actor_id = @actorId)
          and (@address::text is null or a.address = @address)
          and (@targetType::text is null or a.target_type = @targetType)
          and (@targetId::text is null or a.target_ids @> array[@targetId])
          and (@from::timestamptz is null or a.at >= @from)
          and (@to::timestamptz is null or a.at < @to)
        """;

    public async Task<AuditAnswer> ListAsync(QueryValues query, ListRequest page, CancellationToken cancellationToken)
    {
        var filters = FiltersOf(query, page);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = (await connection.QueryAsync<AuditRow>(new CommandDefinition(PageSql(page.Descending), filters, cancellationToken: cancellationToken))).AsList();
        var entries = rows.Take(page.PerPage).ToArray();
        var next = rows.Count > page.PerPage ? new Cursor(NoConnection, Sort, page.Descending, null, entries[^1].Entry).ToString() : null;
        long? total = page.WithTotal ? await CountAsync(connection, filters, cancellationToken) : null;
        return new AuditAnswer(entries, Pagination.Of(page, total, next));
    }

    private static object FiltersOf(QueryValues query, ListRequest page) => new
    {
        action = query.Text("action"),
        outcome = query.Text("outcome"),
        actor = query.Text("actor"),
        actorId = ReadId(query.Text("actor_id")),
        address = query.Text("address"),
        targetType = query.Text("target_type"),
        targetId = query.Text("target_id"),
        from = query.Instant("from"),
        to = query.Instant("to"),
        after = page.After?.Id,
        skip = page.Skip,
        limit = page.PerPage + 1,
    };

    private static Guid? ReadId(string? text) => text switch
    {
        null => null,
        _ when Guid.TryParse(text, CultureInfo.InvariantCulture, out var id) => id,
        _ => throw new ProblemException(Problems.Invalid("actor_id", "must be the id of a user.")),
    };

    private static string PageSql(bool descending) =>
        $"""
        select a.entry, a.at, a.action, a.outcome, a.actor, a.actor_id, a.via, a.api_token_id, a.address, a.user_agent,
          a.connection as connection_id, a.target_type, a.target_ids, a.detail, a.trace_id
        from causeway.audit a
        where {Matches}
          and (@after::bigint is null or a.entry {(descending ? "<" : ">")} @after)
        order by a.entry {(descending ? "desc" : "asc")}
        limit @limit
        offset @skip
        """;

    private static Task<long> CountAsync(NpgsqlConnection connection, object filters, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<long>(new CommandDefinition(
            $"""
            select count(*)
            from causeway.audit a
            where {Matches}
            """,
            filters, cancellationToken: cancellationToken));
}
