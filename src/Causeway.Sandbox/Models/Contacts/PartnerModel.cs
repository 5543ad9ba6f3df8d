using Causeway.Sandbox.Access;
using Causeway.Sandbox.Models.Base;
using Causeway.Sandbox.Models.Mail;
using Causeway.Sandbox.Schema;
using static Causeway.Sandbox.Schema.Fields;

namespace Causeway.Sandbox.Models.Contacts;

internal static class PartnerModel
{
    public static readonly ModelDeclaration Declaration = new("res.partner", "Contact", "complete_name ASC, id DESC",
    [
        Char("name", "Name"),
        Boolean("is_company", "Is a Company"),
        Selection("company_type", "Company Type", ("person", "Person"), ("company", "Company")).By((_, row) => row.Flag("is_company") ? "company" : "person"),
        Many2one("parent_id", "Related Company", "res.partner"),
        Char("parent_name", "Parent name").Through("parent_id", "name").ReadOnly(),
        One2many("child_ids", "Contact", "res.partner", "parent_id"),
        Char("email", "Email"),
        Char("email_normalized", "Normalized Email").ReadOnly(),
        Char("phone", "Phone"),
        Char("mobile", "Mobile").Until(18),
        Char("phone_sanitized", "Sanitized Number").ReadOnly(),
        Char("vat", "Tax ID"),
        Char("ref", "Reference"),
        Selection("lang", "Language", [.. Languages.All]).DefaultsTo(env => env.Lang),
        Selection("tz", "Timezone"),
        Many2one("title", "Title", "res.partner.title").Until(18),
        Char("function", "Job Position"),
        Char("street", "Street"),
        Char("street2", "Street2"),
        Char("city", "City"),
        Char("zip", "Zip"),
        Many2one("state_id", "State", "res.country.state").Deletes(OnDelete.Restrict),
        Many2one("country_id", "Country", "res.country").Deletes(OnDelete.Restrict),
        Char("website", "Website Link"),
        Many2many("category_id", "Tags", "res.partner.category"),
        Many2one("industry_id", "Industry", "res.partner.industry"),
        Many2one("user_id", "Salesperson", "res.users"),
        Many2one("team_id", "Sales Team", "crm.team").Until(17),
        Integer("customer_rank", "Customer Rank"),
        Integer("supplier_rank", "Supplier Rank"),
        Selection("type", "Address Type", ("contact", "Contact"), ("invoice", "Invoice Address"), ("delivery", "Delivery Address"), ("other", "Other Address"), ("private", "Private Address"))
            .DefaultsTo("contact").Until(16),
        Selection("type", "Address Type", ("contact", "Contact"), ("invoice", "Invoice Address"), ("delivery", "Delivery Address"), ("other", "Other Address"))
            .DefaultsTo("contact").Since(17),
        Boolean("active", "Active").DefaultsTo(true),
        Text("comment", "Notes").Until(14),
        Html("comment", "Notes").Since(16),
        Integer("color", "Color Index"),
        Float("partner_latitude", "Geo Latitude"),
        Float("partner_longitude", "Geo Longitude"),
        Many2one("company_id", "Company", "res.company"),
        Char("company_name", "Company Name"),
        Many2one("commercial_partner_id", "Commercial Entity", "res.partner").ReadOnly(),
        Char("commercial_company_name", "Company Name Entity").ReadOnly(),
        Char("complete_name", "Complete Name").ReadOnly().Since(17),
        Boolean("is_blacklisted", "Blacklist").By((_, _) => false),
        Monetary("credit", "Total Receivable").By((env, row) => PartnerBehaviour.Receivable(env, row)).For(Group.Accounting, Group.Invoicing),
        Float("credit_limit", "Credit Limit").Until(14).For(Group.Accounting, Group.Invoicing),
        Float("credit_limit", "Credit Limit").PerCompany().Since(16).For(Group.Accounting, Group.Invoicing),
        Many2one("property_payment_term_id", "Customer Payment Terms", "account.payment.term").PerCompany(),
        Char("company_registry", "Company ID").Since(16),
        Selection("autopost_bills", "Auto-post bills", ("always", "Always"), ("ask", "Ask after 3 validations without edits"), ("never", "Never"))
            .Required().DefaultsTo("ask").Since(18),
        Date("date", "Date").Until(17),
        Char("barcode", "Barcode").PerCompany(),
        Boolean("employee", "Employee"),
        Char("signup_token", "Signup Token").Until(17).For(Group.AccessRights),
        .. Threads.Fields,
    ]) { Behaviour = new PartnerBehaviour() };
}
