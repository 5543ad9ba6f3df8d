using System.Text.Json;
using Causeway.Odoo;

namespace Causeway.Features.PassThrough;

/// <summary>
/// Reads a domain strictly. A path through other models asks what stands there as much as reading it would: it is followed,
/// model by model, so that neither a secret nor what is closed to the account can be found out by searching.
/// </summary>
internal sealed class DomainCheck(OdooAccess access)
{
    private const int DeepestSubdomain = 5;
    private const int MostTerms = 500;
    private const int MostValues = 10_000;

    private static readonly HashSet<string> Operators = new(StringComparer.Ordinal)
    {
        "=", "!=", "<", "<=", ">", ">=", "=?", "like", "not like", "ilike", "not ilike", "=like", "not =like", "=ilike", "not =ilike",
        "in", "not in", "child_of", "parent_of", "any", "not any",
    };

    private readonly Dictionary<(string Model, string Field), string?> relations = [];
    private int terms;

    /// <param name="json">The domain; nothing, null and false are one that all records match.</param>
    /// <param name="model">What is searched.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<OdooDomain> ReadAsync(JsonElement? json, string model, CancellationToken cancellationToken)
    {
        if (json is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.False) } domain)
            return OdooDomain.All;
        await CheckAsync(domain, model, 0, cancellationToken);
        return OdooDomain.FromJson(domain);
    }

    private async Task CheckAsync(JsonElement domain, string model, int depth, CancellationToken cancellationToken)
    {
        if (domain.ValueKind != JsonValueKind.Array)
            throw Bad("must be a list, such as [[\"name\", \"ilike\", \"azure\"]].");
        if (depth > DeepestSubdomain)
            throw Bad($"nests more than {DeepestSubdomain} domains.");
        try
        {
            OdooDomain.FromJson(domain);
        }
        catch (ArgumentException fault)
        {
            throw Bad(fault.Message.Split(" (Parameter")[0]);
        }

        foreach (var term in domain.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Array))
            await CheckTermAsync(term, model, depth, cancellationToken);
    }

    private async Task CheckTermAsync(JsonElement term, string model, int depth, CancellationToken cancellationToken)
    {
        if (++terms > MostTerms)
            throw Bad($"has more than {MostTerms} conditions.");
        var (left, op, value) = (term[0], term[1], term[2]);
        if (op.ValueKind != JsonValueKind.String || !Operators.Contains(op.GetString()!))
            throw Bad($"{term.GetRawText()}: the operator must be one of {string.Join(", ", Operators)}.");
        // Always true, or never: [1, "=", 1].
        if (left.ValueKind == JsonValueKind.Number && value.ValueKind == JsonValueKind.Number && op.GetString() == "=")
            return;
        if (left.ValueKind != JsonValueKind.String)
            throw Bad($"{term.GetRawText()}: a condition is [field, operator, value].");
        var isSubdomain = op.GetString() is "any" or "not any";
        var about = await FollowAsync(left.GetString()!.Split('.'), model, isSubdomain, cancellationToken);
        if (isSubdomain)
            await CheckAsync(value, about, depth + 1, cancellationToken);
        else
            CheckValue(value, term);
    }

    /// <summary>The model at the end of a path; empty where it is none, as with the parts of a date.</summary>
    private async Task<string> FollowAsync(string[] path, string model, bool toTheEnd, CancellationToken cancellationToken)
    {
        for (var i = 0; i < path.Length; i++)
        {
            CallRules.CheckField(model, path[i], "domain");
            if (i < path.Length - 1 || toTheEnd)
                model = await RelationAsync(model, path[i], cancellationToken) ?? "";
        }

        return model;
    }

    private async Task<string?> RelationAsync(string model, string field, CancellationToken cancellationToken)
    {
        if (model.Length == 0)
            return null;
        if (!relations.TryGetValue((model, field), out var relation))
            relations[(model, field)] = relation = (await access.Odoo.FieldsGetAsync(model, [field], cancellationToken)).GetValueOrDefault(field)?.Relation;
        if (relation is not null && access.IsService && CallRules.IsClosedToService(relation))
            throw CallRules.Forbidden($"{field} leads to {relation}, which is closed to the service account, in a domain too.");
        return relation;
    }

    private static void CheckValue(JsonElement value, JsonElement term)
    {
        if (value.ValueKind == JsonValueKind.Object)
            throw Bad($"{term.GetRawText()}: a value is a text, a number, true, false, null, or a list of these.");
        if (value.ValueKind != JsonValueKind.Array)
            return;
        if (value.GetArrayLength() > MostValues)
            throw Bad($"compares with more than {MostValues} values.");
        if (value.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
            throw Bad("a list of values holds no lists.");
    }

    private static Exception Bad(string why) => JsonValues.Bad("domain", why);
}
