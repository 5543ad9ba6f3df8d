using Causeway.Mirror.Records;
using Causeway.Platform.Database;
using Causeway.Platform.Http;

namespace Causeway.Features.Activities;

/// <summary>Which activities a list holds: those that are not done.</summary>
internal sealed class ActivityQueries(TimeProvider time)
{
    public static readonly QuerySpec Filters =
    [
        new("user_id", QueryType.Long, "Activities of this person (a res.users id)."),
        new("model", QueryType.Text, "Activities about records of this model, such as crm.lead."),
        new("due", QueryType.Text, "By the deadline, as of today in UTC.") { Choices = ["overdue", "today", "planned"] },
        new("type", QueryType.Text, "A part of the name of the activity's type, in any case."),
    ];

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <param name="viewer">Who asks.</param>
    /// <param name="query">The query of the request.</param>
    /// <param name="types">The types that its filter by name means; null without one.</param>
    public RecordQuery List(Viewer viewer, QueryValues query, long[]? types)
    {
        var conditions = new List<Condition>();
        conditions.AddIf(query.Long("user_id"), (sql, user) => sql.Append($" and r.user_id = {user}"));
        conditions.AddIf(query.Text("model"), (sql, model) => sql.Append($" and r.res_model = {model}"));
        conditions.AddIf(query.Text("due"), (sql, due) => _ = due switch
        {
            "overdue" => sql.Append($" and r.date_deadline < {Today}"),
            "today" => sql.Append($" and r.date_deadline = {Today}"),
            _ => sql.Append($" and r.date_deadline > {Today}"),
        });
        conditions.AddAmong("r.activity_type_id", types);
        return Query(viewer, [IsOpen, .. conditions], query.Text("model") is null ? null : IsSeen);
    }

    public RecordQuery Of(Viewer viewer, string model, long id) =>
        Open(viewer, sql => sql.Append($" and r.res_model = {model} and r.res_id = {id}"), IsSeen);

    /// <summary>Activities that are not done, under further conditions.</summary>
    public RecordQuery Open(Viewer viewer, params Condition[] conditions) => Query(viewer, [IsOpen, .. conditions]);

    /// <summary>One activity, done ones too.</summary>
    public RecordQuery One(Viewer viewer) => Query(viewer, []);

    private RecordQuery Query(Viewer viewer, IReadOnlyList<Condition> conditions, Condition? late = null) => new(ActivityShape.Shape, viewer, conditions)
    {
        Late = late,
        Joins = sql => sql.Append($" cross join (select {Today}::date as today) clock\n"),
    };

    // Odoo 16 and before have no archived ones.
    private static void IsOpen(SqlText sql) => sql.Append($" and r.active is distinct from false");

    private static void IsSeen(SqlText sql) => sql.Append($" and {(SqlRaw)ActivitySubject.IsSeen}");
}
