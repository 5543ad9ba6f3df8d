using System.Globalization;
using System.Text.Json;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Writes;
using Causeway.Odoo;
using Causeway.Platform.Http;

namespace Causeway.Features.Leads;

/// <summary>What <c>PATCH /crm/leads</c> asks for.</summary>
/// <param name="Ids">Each lead once.</param>
/// <param name="Values">What is assigned, for the writing rule; nothing for an action.</param>
/// <param name="Change">What is done to each.</param>
/// <param name="ETags">Of each that is written only as the caller saw it.</param>
internal sealed record LeadsChange(IReadOnlyList<long> Ids, IReadOnlyDictionary<string, object?> Values, OdooChange Change, IReadOnlyDictionary<long, string> ETags)
{
    private const int Most = 1_000;

    private static readonly string[] Members = ["ids", "etags", "set", "action", "lost_reason_id"];

    /// <summary>The fields of a lead, and tags one by one: many leads seldom have the same.</summary>
    public static readonly IReadOnlyList<WritableField> Writable =
    [
        .. LeadFields.Writable,
        new("add_tag_ids", WriteType.Added) { Field = "tag_ids" },
        new("remove_tag_ids", WriteType.Removed) { Field = "tag_ids" },
    ];

    /// <summary>Throws what is wrong, all at once.</summary>
    public static LeadsChange Read(JsonElement body, IEnumerable<OdooField> custom)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw new ProblemException(Problems.Invalid("body", "must be a JSON object."));
        try
        {
            return ReadObject(body, custom);
        }
        catch (InvalidOperationException)
        {
            // What JsonElement throws for an escape such as \ud800 that stands alone.
            throw new ProblemException(Problems.Invalid("body", "holds half of a surrogate pair: text must be Unicode."));
        }
    }

    private static LeadsChange ReadObject(JsonElement body, IEnumerable<OdooField> custom)
    {
        var errors = new List<FieldError>();
        foreach (var member in body.EnumerateObject().Where(member => !Members.Contains(member.Name)))
            errors.Add(new(member.Name, "is not a member of this request."));
        var ids = ReadIds(body, errors);
        var etags = ReadETags(body, ids, errors);
        if (body.TryGetProperty("set", out var set) == body.TryGetProperty("action", out var action))
            errors.Add(new("set", "is needed, or action, but not both."));
        var values = set.ValueKind == JsonValueKind.Undefined ? [] : ReadValues(set, custom, errors);
        var change = action.ValueKind == JsonValueKind.Undefined ? OdooChange.Write(DefaultModels.Lead, values) : ReadAction(body, action, errors);
        if (action.ValueKind == JsonValueKind.Undefined && body.TryGetProperty("lost_reason_id", out _))
            errors.Add(new("lost_reason_id", "goes with the action lost alone."));
        return errors.Count == 0 ? new LeadsChange(ids, values, change!, etags) : throw new ProblemException(Problems.Invalid(errors));
    }

    private static long[] ReadIds(JsonElement body, List<FieldError> errors)
    {
        var isList = body.TryGetProperty("ids", out var sent) && sent.ValueKind == JsonValueKind.Array && sent.GetArrayLength() is > 0 and <= Most;
        var ids = isList ? sent.EnumerateArray().Select(Id).Distinct().ToArray() : [0];
        if (ids.Contains(0))
            errors.Add(new("ids", $"must be a list of 1 to {Most} ids of leads."));
        return ids;
    }

    private static Dictionary<long, string> ReadETags(JsonElement body, long[] ids, List<FieldError> errors)
    {
        var etags = new Dictionary<long, string>();
        if (!body.TryGetProperty("etags", out var sent))
            return etags;
        if (sent.ValueKind != JsonValueKind.Object)
            errors.Add(new("etags", "must be an object of ETags by id."));
        else
            foreach (var member in sent.EnumerateObject())
                ReadETag(member, ids, etags, errors);
        return etags;
    }

    private static void ReadETag(JsonProperty member, long[] ids, Dictionary<long, string> etags, List<FieldError> errors)
    {
        var text = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null;
        if (!long.TryParse(member.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || !ids.Contains(id))
            errors.Add(new($"etags.{member.Name}", "is not one of ids."));
        else if (text is not ['"', .., '"'])
            errors.Add(new($"etags.{member.Name}", "must be an ETag as a list or the record itself gave it, in its quotation marks."));
        else
            etags[id] = text;
    }

    private static Dictionary<string, object?> ReadValues(JsonElement set, IEnumerable<OdooField> custom, List<FieldError> errors)
    {
        var before = errors.Count;
        var values = WriteBody.ForMany(set, "set", Writable, custom, errors);
        if (errors.Count > before)
            return values;
        if (values.Count == 0)
            errors.Add(new("set", "must name what to set."));
        if (set.TryGetProperty("tag_ids", out _) && (set.TryGetProperty("add_tag_ids", out _) || set.TryGetProperty("remove_tag_ids", out _)))
            errors.Add(new("set.tag_ids", "replaces all tags: it cannot stand beside add_tag_ids or remove_tag_ids."));
        if (set.TryGetProperty("add_tag_ids", out var added) && set.TryGetProperty("remove_tag_ids", out var removed)
            && added.EnumerateArray().Select(Id).Intersect(removed.EnumerateArray().Select(Id)).Any())
            errors.Add(new("set.remove_tag_ids", "names a tag that is to be added too."));
        return values;
    }

    private static OdooChange? ReadAction(JsonElement body, JsonElement action, List<FieldError> errors)
    {
        var name = action.ValueKind == JsonValueKind.String ? action.GetString() : null;
        var reason = default(long?);
        if (body.TryGetProperty("lost_reason_id", out var given) && given.ValueKind != JsonValueKind.Null && (name != "lost" || (reason = Id(given)) == 0))
            errors.Add(new("lost_reason_id", name == "lost" ? "must be the id of a lost reason." : "goes with the action lost alone."));
        if (CloseLead.Find(name, reason) is { } change)
            return change;
        errors.Add(new("action", "must be one of won, lost, restore."));
        return null;
    }

    /// <summary>Odoo's ids have 32 bits; 0 is none.</summary>
    private static long Id(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var id) && id > 0 ? id : 0;
}
