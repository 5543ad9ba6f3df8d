using System.Globalization;
using System.Text.Json;
using Causeway.Platform.Http;

namespace Causeway.Mirror.Webhooks;

/// <summary>
/// The two bodies that a webhook may have: our own (<c>model</c>, <c>action</c>, <c>record_ids</c>), and that of Odoo's
/// "Send Webhook Notification" (<c>_model</c>, <c>_id</c>, <c>_action</c> and the chosen fields). What else is in them is
/// left alone: senders put into them what they like.
/// </summary>
internal static class WebhookBody
{
    public const int MaxIds = 1_000;

    private static readonly string[] Actions = ["create", "write", "unlink"];

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = ApiJson.MaxDepth };

    /// <param name="body">The body as it came.</param>
    /// <param name="saidGone">The URL says that it tells of deletions, which Odoo's own body cannot.</param>
    /// <exception cref="ProblemException">400 with every bad field named.</exception>
    public static WebhookHint Parse(ReadOnlyMemory<byte> body, bool saidGone)
    {
        using var json = JsonDocument.Parse(body, Options);
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new ProblemException(Problems.Invalid("body", "must be a JSON object."));
        return root.TryGetProperty("_model", out _) ? Native(root, saidGone) : Own(root);
    }

    private static WebhookHint Native(JsonElement root, bool saidGone)
    {
        var errors = new List<FieldError>();
        var model = Model(root, "_model", errors);
        if (Id(root, "_id") is not { } id)
            errors.Add(new("_id", "must be the id of a record."));
        else if (errors.Count == 0)
            return new WebhookHint(model, [id]) { Gone = saidGone, WriteDate = WriteDate(root), IsNative = true };
        throw new ProblemException(Problems.Invalid(errors));
    }

    private static WebhookHint Own(JsonElement root)
    {
        var errors = new List<FieldError>();
        var model = Model(root, "model", errors);
        var action = Text(root, "action");
        if (!Actions.Contains(action))
            errors.Add(new("action", $"must be one of {string.Join(", ", Actions)}."));
        var ids = Ids(root, errors);
        if (errors.Count > 0)
            throw new ProblemException(Problems.Invalid(errors));
        var writeDate = root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? WriteDate(data) : null;
        return new WebhookHint(model, ids) { Gone = action == "unlink", WriteDate = writeDate };
    }

    private static string Model(JsonElement root, string member, List<FieldError> errors)
    {
        if (Text(root, member) is { Length: > 0 and <= 128 } model && !model.Contains('\0'))
            return model;
        errors.Add(new(member, "must be the name of a model, such as crm.lead."));
        return "";
    }

    private static long[] Ids(JsonElement root, List<FieldError> errors)
    {
        const string Member = "record_ids";
        if (!root.TryGetProperty(Member, out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
            errors.Add(new(Member, "must be a list of ids."));
        else if (list.GetArrayLength() > MaxIds)
            errors.Add(new(Member, $"holds more than {MaxIds} ids: send them in several calls."));
        else if (list.EnumerateArray().Any(item => Id(item) is null))
            errors.Add(new(Member, "holds something that is not the id of a record."));
        else
            return [.. list.EnumerateArray().Select(item => Id(item)!.Value).Distinct()];
        return [];
    }

    private static string? Text(JsonElement root, string member) =>
        root.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Id(JsonElement root, string member) => root.TryGetProperty(member, out var value) ? Id(value) : null;

    private static long? Id(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var id) && id is > 0 and <= int.MaxValue ? id : null;

    /// <summary>Odoo writes instants in UTC as text, in this body with microseconds.</summary>
    private static DateTimeOffset? WriteDate(JsonElement root) =>
        DateTimeOffset.TryParse(Text(root, "write_date"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}
