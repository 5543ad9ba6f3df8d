using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;

namespace Causeway.Features.Opportunities;

/// <summary>What an opportunity looks like to sales clients (contract 3.3): a lead of type opportunity, in other words.</summary>
internal static class OpportunityShape
{
    /// <summary>Odoo's own order within a column of its board, descending: starred first, then the newest.</summary>
    public const string BoardSort = "priority";

    /// <summary>Odoo's own figure: it rounds each lead's, and in binary, so that no sum of ours would be its sum to the cent.</summary>
    public const string Weighted = "coalesce(r.prorated_revenue, round(r.expected_revenue * r.probability / 100, 2))";

    private static readonly MirrorModel Model = DefaultModels.Lead;

    /// <summary>The account is the company behind the contact.</summary>
    public const string AccountId = """
        (select coalesce(p.commercial_partner_id, p.id) from odoo.res_partner p
         where p.connection_id = r.connection_id and p.id = r.partner_id)
        """;

    /// <summary>A prospect who is no partner yet has a company name all the same.</summary>
    public static readonly string AccountName = $"coalesce({Names.Of("res.partner", AccountId)}, r.partner_name)";

    public const string Currency = """
        (select c.name from odoo.res_company y
         join odoo.res_currency c on c.connection_id = y.connection_id and c.id = y.currency_id
         where y.connection_id = r.connection_id
         order by y.id = r.company_id desc nulls last, y.id limit 1)
        """;

    public static readonly RecordShape Shape = new(
        Model,
        "Opportunity",
        "opportunities",
        [
            Member.Value("id", "r.id", MirrorType.Integer),
            Member.Field(Model, "name"),
            Member.Value("account_id", AccountId, MirrorType.Integer),
            Member.Value("account_name", AccountName, MirrorType.Text),
            Member.Field(Model, "expected_revenue", "value"),
            Member.Value("currency", Currency, MirrorType.Text),
            Member.Field(Model, "probability"),
            Member.Value("weighted_value", Weighted, MirrorType.Number),
            Member.Value("stage", Names.Of("crm.stage", "r.stage_id"), MirrorType.Text),
            Member.Field(Model, "stage_id"),
            Member.Value("salesperson", Names.Of("res.users", "r.user_id"), MirrorType.Text),
            Member.Field(Model, "user_id", "salesperson_id"),
            Member.Value("team", Names.Of("crm.team", "r.team_id"), MirrorType.Text),
            Member.Field(Model, "date_deadline", "expected_close_date"),
            Member.Field(Model, "priority"),
            Member.Field(Model, "description"),
            Member.References(Model, "tag_ids", "tags"),
            Member.Value("source", "'odoo'", MirrorType.Text),
            Member.Custom(Model),
        ],
        [
            SortField.Of(Model, BoardSort),
            SortField.Of(Model, "name"),
            SortField.Of(Model, "expected_revenue", "value"),
            SortField.Of(Model, "probability"),
            SortField.Of(Model, "date_deadline", "expected_close_date"),
            new("create_date", "r.create_date", "timestamptz"),
            new("write_date", "r.write_date", "timestamptz"),
        ]);
}
