using Causeway.Mirror.Records;
using Causeway.Platform.Http;

namespace Causeway.Features.Opportunities;

/// <summary>Which opportunities a list or a board holds.</summary>
internal static class OpportunityQueries
{
    /// <summary>Filters that a list and the board share, so that a column's next page holds what its first did.</summary>
    public static readonly QuerySpec BoardFilters =
    [
        new("salesperson_id", QueryType.Long, "Opportunities of this salesperson (a res.users id)."),
        new("team_id", QueryType.Long, "Opportunities of this sales team."),
        new("tag_id", QueryType.Long, "Opportunities that carry this tag."),
        new("min_value", QueryType.Decimal, "Expected revenue of at least this."),
        new("max_value", QueryType.Decimal, "Expected revenue of at most this."),
        new("closing_from", QueryType.Date, "Expected to close on this day or later."),
        new("closing_to", QueryType.Date, "Expected to close on this day or before."),
        new("q", QueryType.Text, "A part of the name, contact, company, email or phone number, in any case and with or without accents."),
    ];

    /// <summary>How a column of the board is sorted, by the names of the list that continues it.</summary>
    public static readonly IReadOnlyList<QueryParameter> BoardOrder =
    [
        new("sort_by", QueryType.Text, "What the cards of a column are sorted by.") { Choices = [.. OpportunityShape.Shape.Sorts.Select(sort => sort.Name)], Default = OpportunityShape.BoardSort },
        new("sort_order", QueryType.Text, "The direction; by default desc for priority, and asc for the rest.") { Choices = ["asc", "desc"] },
    ];

    public static readonly QuerySpec Filters = BoardFilters.With(
    [
        new("stage", QueryType.Text, "A part of the stage's name, in any case."),
        new("stage_id", QueryType.Long, "Opportunities in this stage."),
        new("account_id", QueryType.Long, "Opportunities of this account or of one of its contacts."),
        new("closed_from", QueryType.Date, "Won or lost on this day (UTC) or later."),
        new("closed_to", QueryType.Date, "Won or lost on this day (UTC) or before."),
        new("status", QueryType.Text, "open (default) is what is neither archived nor lost; won and lost by Odoo's own flags.") { Choices = ["open", "won", "lost", "all"] },
    ]);

    public static RecordQuery One(Viewer viewer) => new(OpportunityShape.Shape, viewer, [OfTypeOpportunity]);

    /// <summary>Opportunities of any state that meet a further condition.</summary>
    public static RecordQuery Where(Viewer viewer, Condition condition) => One(viewer).And(condition);

    /// <param name="viewer">Who asks.</param>
    /// <param name="query">The query of the request.</param>
    /// <param name="stages">The stages that its filter by name means; null without one.</param>
    public static RecordQuery List(Viewer viewer, QueryValues query, long[]? stages)
    {
        var conditions = Board(query);
        conditions.Add(OfStatus(query.Text("status") ?? "open"));
        conditions.AddAmong("r.stage_id", stages);
        conditions.AddIf(query.Long("stage_id"), (sql, stage) => sql.Append($" and r.stage_id = {stage}"));
        conditions.AddIf(query.Date("closed_from"), (sql, day) => sql.Append($" and r.date_closed >= {StartOf(day)}"));
        conditions.AddIf(query.Date("closed_to"), (sql, day) => sql.Append($" and r.date_closed <= {EndOf(day)}"));
        conditions.AddIf(query.Long("account_id"), (sql, account) => sql.Append($"""
             and r.partner_id = any(array(
               select p.id from odoo.res_partner p
               where p.connection_id = {viewer.Connection.Id} and (p.commercial_partner_id = {account} or p.id = {account})))
            """));
        return new RecordQuery(OpportunityShape.Shape, viewer, conditions) { Containing = query.Text("q") };
    }

    /// <summary>What the board holds: open opportunities, and those in a won stage.</summary>
    public static RecordQuery OnBoard(Viewer viewer, QueryValues query) =>
        new(OpportunityShape.Shape, viewer, [.. Board(query), OfStatus("open")]) { Containing = query.Text("q") };

    private static List<Condition> Board(QueryValues query)
    {
        var conditions = new List<Condition> { OfTypeOpportunity };
        conditions.AddIf(query.Long("salesperson_id"), (sql, person) => sql.Append($" and r.user_id = {person}"));
        conditions.AddIf(query.Long("team_id"), (sql, team) => sql.Append($" and r.team_id = {team}"));
        conditions.AddIf(query.Long("tag_id"), (sql, tag) => sql.Append($" and r.tag_ids @> array[{tag}]::bigint[]"));
        conditions.AddIf(query.Decimal("min_value"), (sql, value) => sql.Append($" and r.expected_revenue >= {value}"));
        conditions.AddIf(query.Decimal("max_value"), (sql, value) => sql.Append($" and r.expected_revenue <= {value}"));
        conditions.AddIf(query.Date("closing_from"), (sql, day) => sql.Append($" and r.date_deadline >= {day}"));
        conditions.AddIf(query.Date("closing_to"), (sql, day) => sql.Append($" and r.date_deadline <= {day}"));
        return conditions;
    }

    private static DateTime StartOf(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    /// <summary>To the microsecond, which is as fine as PostgreSQL's; the last day of all has no next one.</summary>
    private static DateTime EndOf(DateOnly day) => day.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc);

    public static void OfTypeOpportunity(Platform.Database.SqlText sql) => sql.Append($" and r.type = 'opportunity'");

    private static Condition OfStatus(string status) => sql => _ = status switch
    {
        "open" => sql.Append($" and r.active"),
        "won" => sql.Append($" and r.active and r.probability = 100"),
        "lost" => sql.Append($" and not r.active and r.probability = 0"),
        _ => sql,
    };
}
