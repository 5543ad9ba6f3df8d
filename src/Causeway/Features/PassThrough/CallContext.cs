using System.Text.Json;
using Causeway.Odoo;

namespace Causeway.Features.PassThrough;

/// <summary>
/// The context of a call. Only what chooses a language, a time zone, companies or archived records passes: other keys change
/// what methods do, switch off Odoo's history, or its checks.
/// </summary>
internal static class CallContext
{
    private static readonly string[] Known = ["lang", "tz", "active_test", "allowed_company_ids", "bin_size"];

    public static OdooContext Read(JsonElement json, string? lang)
    {
        if (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return new OdooContext { Lang = lang };
        if (json.ValueKind != JsonValueKind.Object)
            throw JsonValues.Bad("kwargs.context", "must be an object.");
        if (json.EnumerateObject().FirstOrDefault(member => !Known.Contains(member.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
            throw CallRules.Forbidden($"The context key {unknown.Name} is not passed on. Allowed: {string.Join(", ", Known)}.");
        return new OdooContext
        {
            Lang = Of(json, "lang", JsonValueKind.String)?.GetString() ?? lang,
            Tz = Of(json, "tz", JsonValueKind.String)?.GetString(),
            ActiveTest = Of(json, "active_test", JsonValueKind.True, JsonValueKind.False)?.GetBoolean(),
            AllowedCompanyIds = Of(json, "allowed_company_ids", JsonValueKind.Array) is { } companies ? Ids(companies) : null,
            Extra = Of(json, "bin_size", JsonValueKind.True, JsonValueKind.False) is { } size ? new Dictionary<string, object?> { ["bin_size"] = size.GetBoolean() } : null,
        };
    }

    private static JsonElement? Of(JsonElement json, string key, params ReadOnlySpan<JsonValueKind> kinds)
    {
        if (!json.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return kinds.Contains(value.ValueKind) ? value : throw JsonValues.Bad($"kwargs.context.{key}", "is of another type than that key has.");
    }

    private static long[] Ids(JsonElement companies) =>
        [.. companies.EnumerateArray().Select(id => id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) ? number : throw JsonValues.Bad("kwargs.context.allowed_company_ids", "must be ids of companies."))];
}
