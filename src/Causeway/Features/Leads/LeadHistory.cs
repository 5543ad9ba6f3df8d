using Causeway.Mirror.Records;
using Causeway.Platform.Http;
using Causeway.Platform.Settings;
using Dapper;
using Npgsql;

namespace Causeway.Features.Leads;

/// <summary>One change of a lead. For a stage, a salesperson or a team, <see cref="Old"/> and <see cref="New"/> are names.</summary>
internal record LeadHistoryEntry
{
    public required string Field { get; init; }

    public string? Old { get; init; }

    public string? New { get; init; }

    /// <summary>When it was written in Odoo.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>When the mirror saw it.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>Who wrote it in Odoo.</summary>
    public string? By { get; init; }
}

internal sealed record LeadHistoryAnswer(IReadOnlyList<LeadHistoryEntry> History);

/// <summary>What became of a lead, as seen by the mirror: changes between two reads collapse into one.</summary>
internal static class LeadHistory
{
    /// <summary>Of a <see cref="LeadHistoryEntry"/>, over the row <c>h</c>.</summary>
    public static readonly string Columns = $"""
        h.field, {Named("h.old")} as old, {Named("h.new")} as new,
          h.odoo_write_date as at, h.seen_at, {Names.Of("res.users", "h.write_uid", "h.connection_id")} as by
        """;

    private static readonly string Sql = $"""
        select {Columns}
        from causeway.lead_history h
        where h.connection_id = @connection and h.lead_id = @id
        order by h.entry desc
        limit 1000
        """;

    public static void MapLeadHistory(this RouteGroupBuilder leads) => leads.MapGet("/{id:long}/history", ReadAsync)
        .Produces<LeadHistoryAnswer>()
        .WithName("GetLeadHistory")
        .WithSummary("What became of a lead")
        .WithDescription("Changes of stage, salesperson, team, revenue, probability and state, the latest first, as seen by the mirror.");

    private static async Task<IResult> ReadAsync(long id, Viewer viewer, RecordAnswers answers, CausewaySettings settings, NpgsqlDataSource database, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var lead = await answers.FindAsync(LeadQueries.OneToRead(viewer, settings), id, cancellationToken);
        if (lead is null)
            return Problems.NotFound($"There is no lead {id}.");
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var entries = await db.QueryAsync<LeadHistoryEntry>(new CommandDefinition(
            Sql, new { connection = viewer.Connection.Id, id }, cancellationToken: cancellationToken));
        return TaggedJson.Of(new LeadHistoryAnswer([.. entries]), viewer.Connection.Id, clock.GetUtcNow());
    }

    /// <summary>History holds ids as text; what is a record is called by its name of today.</summary>
    private static string Named(string value) => $"""
        case h.field
          when 'stage_id' then {Names.Of("crm.stage", $"{value}::bigint", "h.connection_id")}
          when 'user_id' then {Names.Of("res.users", $"{value}::bigint", "h.connection_id")}
          when 'team_id' then {Names.Of("crm.team", $"{value}::bigint", "h.connection_id")}
          else {value}
        end
        """;
}
