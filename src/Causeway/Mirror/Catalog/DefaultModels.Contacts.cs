namespace Causeway.Mirror.Catalog;

/// <summary>Accounts and contacts, and the tables that they need.</summary>
internal static partial class DefaultModels
{
    public static readonly MirrorModel Partner = new("res.partner",
    [
        Text("name"),
        Text("complete_name") with { FormerNames = ["display_name"] },
        Flag("is_company"),
        Text("type"),
        ToOne("parent_id", "res.partner"),
        ToOne("commercial_partner_id", "res.partner"),
        Text("commercial_company_name"),
        Text("company_name"),
        Text("email"),
        Text("phone"),
        // Gone from Odoo 19, which has phone only.
        Text("mobile"),
        Text("website"),
        Text("function"),
        Text("vat"),
        Text("ref"),
        Text("company_registry"),
        Text("street"),
        Text("street2"),
        Text("city"),
        Text("zip"),
        ToOne("state_id", "res.country.state"),
        ToOne("country_id", "res.country"),
        Text("lang"),
        Text("tz"),
        ToMany("category_id", "res.partner.category"),
        ToOne("industry_id", "res.partner.industry"),
        ToOne("user_id", "res.users"),
        Integer("customer_rank"),
        Integer("supplier_rank"),
        Flag("active"),
        Text("comment"),
        ToOne("company_id", "res.company"),
    ])
    {
        Entity = "accounts",
        OtherEntity = "contacts",
        Common = true,
        CompanyField = "company_id",
        NameField = "complete_name",
        Writers = Writers.Viewers,
        Search = new("complete_name", "email", "city", "vat", "ref") { Numbers = ["phone", "mobile"] },
        Indexes =
        [
            new("parent_id"),
            new("commercial_partner_id"),
            new("user_id"),
            new("country_id"),
            // What lists can be sorted by.
            new("complete_name"),
            new("write_date"),
        ],
    };

    public static readonly MirrorModel PartnerCategory = new("res.partner.category",
    [
        Text("name"),
        ToOne("parent_id", "res.partner.category"),
        Integer("color"),
        Flag("active"),
    ])
    { Entity = "accounts", Small = true };

    public static readonly MirrorModel Industry = new("res.partner.industry",
    [
        Text("name"),
        Text("full_name"),
        Flag("active"),
    ])
    { Entity = "accounts", Small = true };

    public static readonly MirrorModel Country = new("res.country",
    [
        Text("name"),
        Text("code"),
    ])
    { Entity = "accounts", Small = true };

    public static readonly MirrorModel State = new("res.country.state",
    [
        Text("name"),
        Text("code"),
        ToOne("country_id", "res.country"),
        // "California (US)", which Odoo computes and does not store.
        Text("display_name"),
    ])
    { Entity = "accounts", Small = true, NameField = "display_name" };
}
