using Causeway.Mirror.Records;
using Causeway.Platform.Http;
using Causeway.Platform.Settings;

namespace Causeway.Features.Leads;

/// <summary>Which leads a list holds.</summary>
internal static class LeadQueries
{
    public static readonly QuerySpec Filters =
    [
        new("user_id", QueryType.Long, "Leads of this salesperson (a res.users id). Ignored for non-admins, who see their own."),
        new("stage", QueryType.Text, "A part of the stage's name, in any case."),
        new("stage_id", QueryType.Long, "Leads in this stage."),
        new("tag_id", QueryType.Long, "Leads that carry this tag."),
        new("contact_id", QueryType.Long, "Leads of this Odoo partner."),
        new("type", QueryType.Text, "Leads or opportunities only.") { Choices = ["lead", "opportunity"] },
        new("q", QueryType.Text, "A part of the name, contact, company, email or phone number, in any case and with or without accents."),
        new("updated_since", QueryType.Instant, "Leads that the mirror has seen change since."),
        new("deleted", QueryType.Flag, "Includes what was deleted in Odoo; each lead then says whether it was."),
    ];

    /// <param name="viewer">Who asks.</param>
    /// <param name="query">The query of the request.</param>
    /// <param name="stages">The stages that its filter by name means; null without one.</param>
    public static RecordQuery List(Viewer viewer, QueryValues query, long[]? stages)
    {
        var conditions = new List<Condition>();
        if (viewer.Caller.IsAdmin)
            conditions.AddIf(query.Long("user_id"), (sql, user) => sql.Append($" and r.user_id = {user}"));
        else
            viewer = viewer.OfOwn();
        conditions.AddAmong("r.stage_id", stages);
        conditions.AddIf(query.Long("stage_id"), (sql, stage) => sql.Append($" and r.stage_id = {stage}"));
        conditions.AddIf(query.Long("tag_id"), (sql, tag) => sql.Append($" and r.tag_ids @> array[{tag}]::bigint[]"));
        conditions.AddIf(query.Long("contact_id"), (sql, partner) => sql.Append($" and r.partner_id = {partner}"));
        conditions.AddIf(query.Text("type"), (sql, type) => sql.Append($" and r.type = {type}"));
        conditions.AddIf(query.Instant("updated_since"), (sql, since) => sql.Append($" and r.changed_at >= {since}"));
        var deleted = query.Flag("deleted");
        return new RecordQuery(deleted ? LeadShape.WithDeleted : LeadShape.Shape, viewer, conditions) { WithDeleted = deleted, Containing = query.Text("q") };
    }

    /// <summary>One lead, by the visibility rule.</summary>
    public static RecordQuery One(Viewer viewer) => new(LeadShape.Shape, viewer, []);

    /// <summary>One lead to read: of any salesperson where <c>LEAD_READ=connection</c> widens the rule.</summary>
    public static RecordQuery OneToRead(Viewer viewer, CausewaySettings settings) =>
        settings.LeadRead == LeadRead.Connection ? One(viewer.OfEverybody()) : One(viewer);
}
