using Causeway.Features.Leads;
using Causeway.Mirror.Records;
using Causeway.Platform.Database;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Features.Accounts;

/// <summary>One change of one of an account's leads.</summary>
internal sealed record AccountHistoryEntry : LeadHistoryEntry
{
    public required long LeadId { get; init; }

    public string? LeadName { get; init; }
}

internal sealed record AccountHistoryAnswer(IReadOnlyList<AccountHistoryEntry> History);

/// <summary>What became of an account's leads and opportunities, of those that the viewer sees.</summary>
internal static class AccountHistory
{
    private const int Most = 100;

    public static void MapAccountHistory(this RouteGroupBuilder accounts) => accounts.MapGet("/{id:long}/history", ReadAsync)
        .Produces<AccountHistoryAnswer>()
        .WithName("GetAccountHistory")
        .WithSummary("What became of an account's leads")
        .WithDescription("The latest hundred changes of stage, salesperson, team, revenue, probability and state of the leads and opportunities that you may see, as seen by the mirror.");

    private static async Task<IResult> ReadAsync(long id, Viewer viewer, RecordAnswers answers, NpgsqlDataSource database, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var account = await answers.FindAsync(AccountQueries.Itself(viewer), id, cancellationToken);
        if (account is null)
            return Problems.NotFound($"There is no account {id}.");
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var command = Statement(AccountQueries.Leads(viewer, id)).ToCommand(db);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (entries, parse) = (new List<AccountHistoryEntry>(), reader.GetRowParser<AccountHistoryEntry>());
        while (await reader.ReadAsync(cancellationToken))
            entries.Add(parse(reader));
        return TaggedJson.Of(new AccountHistoryAnswer(entries), viewer.Connection.Id, clock.GetUtcNow());
    }

    private static SqlText Statement(RecordQuery leads)
    {
        var sql = new SqlText().Append($"""
            select h.lead_id, r.name as lead_name, {(SqlRaw)LeadHistory.Columns}
            from {(SqlRaw)leads.Shape.Model.Table} r
            join causeway.lead_history h on h.connection_id = r.connection_id and h.lead_id = r.id

            """);
        leads.Where(sql);
        return sql.Append($"\norder by h.entry desc\nlimit {(SqlRaw)$"{Most}"}");
    }
}
