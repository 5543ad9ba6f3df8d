using Causeway.Odoo;

namespace Causeway.Tests.Odoo.Recordings;

/// <summary>The types of the fields that the recorded reads ask for, as fields_get gave them.</summary>
internal static class RecordedFields
{
    private static readonly Dictionary<OdooFieldType, string> Types = new()
    {
        [OdooFieldType.Boolean] = "active is_company",
        [OdooFieldType.Integer] = "id color customer_rank file_size",
        [OdooFieldType.Float] = "probability partner_latitude credit_limit",
        [OdooFieldType.Monetary] = "expected_revenue prorated_revenue amount_residual amount_total balance",
        // no_such_field is asked for to be refused.
        [OdooFieldType.Char] = "name contact_name display_name email_from partner_name phone login password key ref res_model res_name summary mimetype email vat job_title private_email work_email model no_such_field",
        [OdooFieldType.Html] = "description note comment",
        [OdooFieldType.Selection] = "priority type move_type payment_state state lang tz",
        [OdooFieldType.Reference] = "resource_ref",
        [OdooFieldType.Binary] = "invoice_payments_widget tax_totals tax_totals_json datas avatar_128 image_128 image_1920",
        [OdooFieldType.Date] = "date_deadline invoice_date invoice_date_due date birthday",
        [OdooFieldType.DateTime] = "create_date write_date date_closed date_open",
        [OdooFieldType.Many2one] = "company_id create_uid lost_reason lost_reason_id partner_id stage_id team_id user_id write_uid currency_id activity_type_id country_id parent_id property_payment_term_id department_id",
        [OdooFieldType.Many2oneReference] = "res_id",
        [OdooFieldType.One2many] = "api_key_ids invoice_line_ids child_ids",
        [OdooFieldType.Many2many] = "tag_ids category_id",
        [OdooFieldType.Json] = "analytic_distribution",
        [OdooFieldType.Properties] = "lead_properties",
        [OdooFieldType.PropertiesDefinition] = "lead_properties_definition",
    };

    private static readonly Dictionary<string, OdooFieldType> ByName =
        Types.SelectMany(type => type.Value.Split(' ').Select(name => (name, type.Key))).ToDictionary(pair => pair.name, pair => pair.Key);

    public static OdooFieldSet Set(IEnumerable<string> names) => new(names.Select(name => new OdooField(name, ByName[name])));
}
