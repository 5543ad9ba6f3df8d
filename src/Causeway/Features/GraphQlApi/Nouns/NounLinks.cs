using Causeway.Features.Activities;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Platform.Database;

namespace Causeway.Features.GraphQlApi.Nouns;

/// <summary>How records belong to each other.</summary>
internal static class NounLinks
{
    /// <summary>The sums of an account, as its REST route answers them.</summary>
    public static readonly IReadOnlyList<DerivedField> Business =
    [
        Sum("currency", "money_of_all.currency", MirrorType.Text, "The code of the company's currency, which the sums are in."),
        Sum("pipeline_value", "pipeline.open_value", MirrorType.Number, "What its open opportunities are worth."),
        Sum("won_value", "pipeline.won_value", MirrorType.Number, "What its won opportunities were worth."),
        Sum("active_opportunities", "pipeline.open_count", MirrorType.Integer, "How many opportunities are open."),
        Sum("total_opportunities", "pipeline.count", MirrorType.Integer, "How many opportunities there are in all."),
        Sum("receivable", "owed.due", MirrorType.Number, "What it owes on posted invoices, credit notes taken off."),
        Sum("last_activity", "greatest(pipeline.last, owed.last, planned.last)", MirrorType.Instant, "When any of its opportunities, invoices and activities last changed."),
    ];

    /// <summary>Records that refer to it by a field.</summary>
    public static MemberLink By(string name, string to, string field, string description) =>
        new(name, to, end => sql => sql.Append($" and r.{(SqlRaw)Sql.Name(field)} = {end.Id}"), description);

    /// <summary>Records of all partners whose commercial partner it is.</summary>
    public static MemberLink OfItsPartners(string name, string to, string description) => new(
        name,
        to,
        end => sql => sql.Append($"""
             and r.partner_id = any(array(
               select p.id from odoo.res_partner p where p.connection_id = {end.Viewer.Connection.Id} and p.commercial_partner_id = {end.Id}))
            """),
        description);

    /// <summary>Activities about a record of a model.</summary>
    public static MemberLink ActivitiesOf(MirrorModel model, string description) => new(
        "activities",
        "Activity",
        end => sql => sql.Append($" and r.res_model = {(SqlRaw)Sql.Literal(model.Name)} and r.res_id = {end.Id} and {(SqlRaw)ActivitySubject.IsSeen}"),
        description);

    /// <summary>The record that an activity is about, if it is one of the model.</summary>
    public static OwnerLink SubjectIn(string name, string to, MirrorModel model) => new(
        name,
        to,
        DefaultModels.Activity.Guard("res_id", $"case when r.res_model = {Sql.Literal(model.Name)} then r.res_id end"),
        $"The {name} that it is about, if it is about one.");

    private static DerivedField Sum(string name, string sql, MirrorType type, string description) => new(name, sql, type, description) { IsBusiness = true };
}
