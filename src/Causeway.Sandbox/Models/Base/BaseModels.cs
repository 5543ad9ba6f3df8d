using Causeway.Sandbox.Schema;
using static Causeway.Sandbox.Schema.Fields;

namespace Causeway.Sandbox.Models.Base;

/// <summary>Companies, countries, currencies and the tables that describe the instance itself.</summary>
internal static class BaseModels
{
    public static readonly IReadOnlyList<ModelDeclaration> All =
    [
        UserModel.Declaration,
        UserModel.Groups,
        new("res.users.apikeys", "Users API Keys", "id",
        [
            Char("name", "Description").Required().ReadOnly(),
            Many2one("user_id", "User", "res.users").Required().ReadOnly().Deletes(OnDelete.Cascade),
            Char("scope", "Scope").ReadOnly(),
            DateTime("expiration_date", "Expiration Date").ReadOnly().Since(18),
        ]) { Behaviour = new ApiKeyBehaviour() },
        new("res.company", "Companies", "sequence, name",
        [
            Char("name", "Company Name").Required(),
            Many2one("partner_id", "Partner", "res.partner").Required(),
            Many2one("currency_id", "Currency", "res.currency").Required(),
            Many2one("parent_id", "Parent Company", "res.company"),
            One2many("child_ids", "Branches", "res.company", "parent_id"),
            Integer("sequence", "Sequence").DefaultsTo(10L),
            Boolean("active", "Active").DefaultsTo(true).Since(17),
            Char("email", "Email").Through("partner_id", "email"),
            Char("phone", "Phone").Through("partner_id", "phone"),
            Char("website", "Website Link").Through("partner_id", "website"),
            Char("vat", "Tax ID").Through("partner_id", "vat"),
            Char("street", "Street").Through("partner_id", "street"),
            Char("city", "City").Through("partner_id", "city"),
            Char("zip", "Zip").Through("partner_id", "zip"),
            Many2one("country_id", "Country", "res.country").Through("partner_id", "country_id"),
        ]),
        new("res.country", "Country", "name",
        [
            Char("name", "Country Name").Required().Translated(),
            Char("code", "Country Code").Required(),
            Many2one("currency_id", "Currency", "res.currency"),
            Integer("phone_code", "Country Calling Code"),
            One2many("state_ids", "States", "res.country.state", "country_id"),
            Char("vat_label", "Vat Label").Translated(),
            Boolean("state_required", "State Required"),
            Boolean("zip_required", "Zip Required").DefaultsTo(true),
        ]) { Unique = [new Unique("res_country_code_uniq", "The code of the country must be unique!", "code")] },
        new("res.country.state", "Country state", "code",
        [
            Many2one("country_id", "Country", "res.country").Required(),
            Char("name", "State Name").Required(),
            Char("code", "State Code").Required(),
        ]) { Behaviour = new StateBehaviour() },
        new("res.currency", "Currency", "active desc, name",
        [
            Char("name", "Currency").Required(),
            Char("full_name", "Name"),
            Char("symbol", "Symbol").Required(),
            Integer("iso_numeric", "Currency numeric code."),
            Float("rounding", "Rounding Factor").DefaultsTo(0.01),
            Integer("decimal_places", "Decimal Places").ReadOnly(),
            Boolean("active", "Active").DefaultsTo(true),
            Selection("position", "Symbol Position", ("after", "After Amount"), ("before", "Before Amount")).DefaultsTo("after"),
            One2many("rate_ids", "Rates", "res.currency.rate", "currency_id"),
            Float("rate", "Current Rate").By((env, row) => Currencies.Rate(env, row)),
            Float("inverse_rate", "Inverse Rate").By((env, row) => 1 / Currencies.Rate(env, row)).Since(16),
        ]) { Unique = [new Unique("res_currency_unique_name", "The currency code must be unique!", "name")] },
        new("res.currency.rate", "Currency Rate", "name desc",
        [
            Date("name", "Date").Required().DefaultsTo(env => env.Today),
            Float("rate", "Technical Rate"),
            Many2one("currency_id", "Currency", "res.currency").Required().ReadOnly().Deletes(OnDelete.Cascade),
            Many2one("company_id", "Company", "res.company").DefaultsTo(env => env.Company),
        ]) { Behaviour = new RateBehaviour() },
        new("ir.config_parameter", "System Parameter", "key",
        [
            Char("key", "Key").Required(),
            Text("value", "Value").Required(),
        ])
        {
            Behaviour = new ParameterBehaviour(),
            NameField = "key",
            Unique = [new Unique("ir_config_parameter_key_uniq", "Key must be unique.", "key")],
        },
        InstanceModels.Model,
        InstanceModels.Field,
        InstanceModels.ExternalId,
        InstanceModels.Access,
    ];

    /// <summary>Small tables that others refer to by name.</summary>
    public static readonly IReadOnlyList<ModelDeclaration> Named =
    [
        NameTable("res.lang", "Languages", Char("code", "Locale Code").Required(), Boolean("active", "Active")),
        NameTable("res.partner.category", "Partner Tags", Integer("color", "Color"), Boolean("active", "Active").DefaultsTo(true), Many2one("parent_id", "Parent Category", "res.partner.category")),
        NameTable("res.partner.industry", "Industry", Char("full_name", "Full Name"), Boolean("active", "Active").DefaultsTo(true)),
        NameTable("res.partner.title", "Partner Title", Char("shortcut", "Abbreviation")) with { LastVersion = 18 },
        NameTable("mail.alias", "Email Aliases"),
        NameTable("calendar.event", "Calendar Event"),
        NameTable("ir.attachment", "Attachment", Char("res_model", "Resource Model"), Many2oneReference("res_id", "Resource ID")),
        NameTable("resource.resource", "Resources", Boolean("active", "Active").DefaultsTo(true)),
        NameTable("hr.employee.category", "Employee Category", Integer("color", "Color Index")),
        NameTable("product.template.attribute.value", "Product Template Attribute Value"),
        NameTable("utm.source", "UTM Source"),
        NameTable("utm.medium", "UTM Medium", Boolean("active", "Active").DefaultsTo(true)),
        NameTable("utm.campaign", "UTM Campaign", Boolean("active", "Active").DefaultsTo(true)),
    ];

    private static ModelDeclaration NameTable(string name, string label, params Field[] fields) =>
        new(name, label, "name", [Char("name", "Name").Required(), .. fields]);
}
