using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;

namespace Causeway.Features.Accounts;

/// <summary>What an account looks like to sales clients: a company, with what its viewer may see of its business.</summary>
internal static class AccountShape
{
    private static readonly MirrorModel Model = DefaultModels.Partner;

    /// <summary>Its query joins what <see cref="AccountBusiness"/> sums up.</summary>
    public static readonly RecordShape Shape = new(
        Model,
        "Account",
        "accounts",
        [
            Member.Value("id", "r.id", MirrorType.Integer),
            Member.Field(Model, "name"),
            Member.Field(Model, "email"),
            Member.Field(Model, "phone"),
            Member.Field(Model, "website"),
            Member.Field(Model, "vat"),
            Member.Field(Model, "ref"),
            Member.Field(Model, "street"),
            Member.Field(Model, "street2"),
            Member.Field(Model, "city"),
            Member.Field(Model, "zip"),
            Member.Reference(Model, "state_id", "state"),
            Member.Reference(Model, "country_id", "country"),
            Member.Reference(Model, "industry_id", "industry"),
            Member.References(Model, "category_id", "tags"),
            Member.Value("salesperson", Names.Of("res.users", "r.user_id"), MirrorType.Text),
            Member.Field(Model, "user_id", "salesperson_id"),
            Member.Field(Model, "active"),
            Member.Value("currency", "money_of_all.currency", MirrorType.Text),
            Member.Value("pipeline_value", "pipeline.open_value", MirrorType.Number),
            Member.Value("won_value", "pipeline.won_value", MirrorType.Number),
            Member.Value("active_opportunities", "pipeline.open_count", MirrorType.Integer),
            Member.Value("total_opportunities", "pipeline.count", MirrorType.Integer),
            Member.Value("receivable", "owed.due", MirrorType.Number),
            Member.Value("last_activity", "greatest(pipeline.last, owed.last, planned.last)", MirrorType.Instant),
            Member.Value("source", "'odoo'", MirrorType.Text),
            Member.Custom(Model),
        ],
        [SortField.Of(Model, "complete_name", "name"), new("write_date", "r.write_date", "timestamptz")]);
}
