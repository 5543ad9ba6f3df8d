using Causeway.Odoo;

namespace Causeway.Tests.Odoo.Recordings;

/// <summary>
/// For each recorded case: the kind of error that it must become, or null for a value. There is no default: a case
/// that is not here fails the test until somebody has said what it means.
/// </summary>
internal static class Expectations
{
    private static readonly Dictionary<string, Func<Recording, OdooErrorKind?>> Cases = [];

    static Expectations()
    {
        Values(
            "archive", "unarchive", "return_none_method", "auth_capital_Bearer", "auth_key_any_scope", "auth_ok", "authenticate_ok_apikey", "authenticate_ok_password",
            "login_ok_password", "big_int_result_bin_size", "check_access_rights_sam", "has_access_sam", "content_type_with_charset", "context_lang", "create_batch", "create_empty_list",
            "create_single", "create_unicode", "date_context_tz", "db_missing_header_single_db", "domain_child_of", "domain_dotted", "domain_in_empty",
            "domain_or_not", "err_acl_field", "err_missing_read", "err_missing_read_partial", "err_missing_read_sam", "export_data", "external_id_lookup",
            "fields_get_crm_lead_attrs", "fields_get_crm_tag", "fields_get_sam_crm_lead", "formatted_read_group", "formatted_read_group_max_write_date",
            "get_metadata", "load_again_same_ids", "load_as_salesperson", "load_as_salesperson_again", "load_create", "load_error", "load_partial_error_rolls_back",
            "name_length_char_unlimited", "name_search", "nil_argument", "object_key_any_scope", "object_password_as_secret", "path_model_mismatch_ignored",
            "read_archived", "read_control_chars", "read_employee_public_model", "read_empty_ids", "read_empty_values", "read_full", "read_group",
            "read_group_date_granularity", "read_html_sanitised", "read_invoice", "read_lead_properties", "read_load_none", "read_long_text", "read_mail_activity",
            "read_many2one_reference", "read_order_and_duplicates", "read_unicode", "recordset_result_is_ids", "rule_filters_search_read_silently",
            "rule_search_filters", "search", "search_count", "search_empty_result", "search_large_limit_zero", "search_read", "search_read_archived",
            "search_read_archived_active_test", "search_read_empty", "search_read_fields_empty_list", "search_read_no_fields", "search_read_offset",
            "search_read_without_domain", "session_info", "translated_search_fr", "unlink_batch", "unlink_ok", "v1_path_missing_record", "value_analytic_json",
            "value_binary", "value_binary_bin_size", "value_binary_empty", "value_company_dependent", "value_many2one_no_access_name_sam",
            "value_monetary_rounding", "value_properties_definition", "value_properties_read", "value_properties_search_read", "value_properties_unset",
            "value_properties_write_one", "value_reference_field", "value_translated_en", "value_translated_fr", "value_translated_m2o_label_fr",
            "web_search_read_spec", "write_bigint", "write_datetime_space", "write_html_sanitised", "write_m2m_clear", "write_m2m_link", "write_m2m_set",
            "write_m2m_unlink_one", "write_m2o_false", "write_ok", "write_readonly_write_date", "write_with_domain_guard_probe",
            "version", "no_id", "id_string_echo", "web_version_info", "database_list");

        Errors(OdooErrorKind.BadCredentials,
            "auth_bad_key", "auth_basic_scheme", "auth_missing_header", "auth_password_as_bearer", "session_cookie_no_bearer", "authenticate_bad_password",
            "authenticate_empty_password", "authenticate_unknown_login", "authenticate_with_apikey", "object_bad_secret", "uid_of_other_user", "v1_path_access_denied",
            "bearer_key_on_call_kw", "call_with_expired_session", "call_without_session", "web_session_info_without_login");
        Errors(OdooErrorKind.NoAccess,
            "err_acl_create", "err_acl_read", "err_acl_unlink", "err_acl_write", "err_context_bad_company", "err_private_method", "err_rule_create",
            "err_rule_read", "err_rule_write", "err_read_employee_private_field", "err_read_group_restricted_field", "read_mixed_allowed_and_denied");
        Errors(OdooErrorKind.MissingRecord, "err_missing_unlink", "err_missing_write");
        Errors(OdooErrorKind.NoDatabase, "authenticate_bad_db", "object_bad_db", "db_unknown");
        Errors(OdooErrorKind.UnknownModel, "err_unknown_model", "v1_path_unknown_model");
        Errors(OdooErrorKind.UnknownField,
            "err_unknown_field_domain", "err_unknown_field_order", "err_unknown_field_read", "err_unknown_field_search_read", "write_unknown_field");
        Errors(OdooErrorKind.Refused,
            "context_lang_unknown", "create_lead_without_name", "err_bad_domain_operator", "err_bad_domain_shape", "err_fk_unlink_stage", "err_required_missing",
            "err_required_write_false", "err_unique", "err_user_unlink_posted_invoice", "err_user_unlink_user",
            "err_validation_company_required", "err_validation_recursion", "search_negative_offset", "too_few_args", "unknown_common_method", "unknown_service",
            "unknown_service_method", "write_bad_selection", "write_date_bad", "write_datetime_iso", "write_int_overflow", "write_nan", "write_nul_char", "write_wrong_type");
        Errors(OdooErrorKind.BadCall,
            "body_is_array", "err_kwargs", "err_unknown_method", "ids_on_model_method", "malformed_empty_body", "malformed_missing_params", "malformed_not_json",
            "malformed_not_xml", "malformed_truncated", "method_put", "missing_argument", "path_unknown", "positional_args_key", "request_with_control_char",
            "unknown_argument", "wrong_content_type");

        // The transport itself answers GET: 404 with Odoo's words, 400 or 415, 405.
        Cases["method_get"] = recording => recording.Transport == "xmlrpc" ? OdooErrorKind.NotOdoo : OdooErrorKind.BadCall;
        // 14 crashes on it.
        Cases["batch_array"] = recording => recording.Major == 14 ? OdooErrorKind.Unreachable : OdooErrorKind.BadCall;
        // 14 repeats half a character in its words, which is no JSON text; later versions crash without a word. The
        // client sends no such thing, and says why.
        Cases["write_lone_surrogate"] = recording => recording.Major == 14 ? OdooErrorKind.Malformed : OdooErrorKind.Unreachable;
        // On 14 a posted invoice's date may be written.
        Cases["err_user_write_posted_invoice"] = recording => recording.Major == 14 ? null : OdooErrorKind.Refused;
        // Only the web login has a cool-down.
        Cases["authenticate_during_cooldown"] = recording => recording.Transport == "web" ? OdooErrorKind.BadCredentials : null;
        // 14 reports the constraint by XML-RPC but not by JSON-RPC, where the currency of that exchange was free to go.
        Cases["err_fk_unlink_currency"] = recording => recording is { Major: 14, Transport: "xmlrpc" } ? null : OdooErrorKind.Refused;
        // On 19 the method is marked private.
        Cases["exists"] = recording => recording.Major >= 19 ? OdooErrorKind.NoAccess : null;
        Cases["i8_argument"] = recording => recording.Major >= 19 ? null : OdooErrorKind.Refused;
        Cases["read_employee_public_fields"] = recording => recording.Major >= 19 ? OdooErrorKind.NoAccess : null;
        // "Output name 'id' is used twice."
        Cases["read_group_max_write_date"] = recording => recording.Major <= 16 ? OdooErrorKind.Refused : null;
        // avatar_128 and tax_totals_json do not exist on 14.
        Cases["read_partner_values"] = recording => recording.Major == 14 ? OdooErrorKind.UnknownField : null;
        Cases["value_json_field"] = recording => recording.Major == 14 ? OdooErrorKind.UnknownField : null;
        // An XML-RPC integer has 32 bits.
        Cases["value_int_over_32bit_in_aggregate"] = recording => recording.Transport == "xmlrpc" ? OdooErrorKind.Refused : null;
        // 16 cannot filter by a property.
        Cases["value_properties_domain"] = recording => recording.Major == 16 ? OdooErrorKind.Refused : null;
        Cases["value_unknown_lang"] = recording => recording.Major >= 18 ? OdooErrorKind.Refused : null;
        // Up to 14 the database's own constraint, from 16 the record that is looked for.
        Cases["write_m2o_nonexistent"] = recording => recording.Major == 14 ? OdooErrorKind.Refused : OdooErrorKind.MissingRecord;
        // Pages for machines that are not the API: no mistake may be made about them. 18 redirects to its login page.
        Cases["web_health"] = _ => OdooErrorKind.NotOdoo;
        Cases["json_version"] = recording => recording.Major >= 19 ? null : OdooErrorKind.NotOdoo;
        Cases["web_version"] = Cases["json_version"];
    }

    public static bool Knows(Recording recording) => Cases.ContainsKey(recording.Case);

    public static OdooErrorKind? KindOf(Recording recording) => Cases[recording.Case](recording);

    private static void Values(params ReadOnlySpan<string> cases)
    {
        foreach (var name in cases)
            Cases.Add(name, _ => null);
    }

    private static void Errors(OdooErrorKind kind, params ReadOnlySpan<string> cases)
    {
        foreach (var name in cases)
            Cases.Add(name, _ => kind);
    }
}
