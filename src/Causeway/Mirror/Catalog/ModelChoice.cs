using System.Text.RegularExpressions;
using Causeway.Platform.Http;

namespace Causeway.Mirror.Catalog;

/// <summary>A model, or fields of one, that an administrator mirrors beyond the default.</summary>
internal sealed partial record ModelChoice
{
    private const int MostModels = 100;

    private const int MostFields = 200;

    /// <summary>Where Odoo keeps credentials and its own machinery: no business records, and not for a copy.</summary>
    private static readonly string[] Closed = ["ir.", "base.", "bus.", "auth", "fetchmail.", "iap.", "payment.provider", "payment.acquirer", "payment.token", "res.users.", "res.config", "change.password"];

    /// <summary>Odoo's name of it, such as sale.order or x_visit.</summary>
    public required string Model { get; init; }

    /// <summary>
    /// The fields that go to custom. Of a model that is not mirrored by default all stored ones when left out; of a default
    /// one those beyond what it has already.
    /// </summary>
    public string[]? Fields { get; init; }

    /// <summary>Whether members read it too though it has no salesperson.</summary>
    public bool OpenToMembers { get; init; }

    /// <summary>What is wrong with a list of them, each fault by its place.</summary>
    public static IEnumerable<FieldError> Check(IReadOnlyList<ModelChoice> models)
    {
        if (models.Count > MostModels)
            yield return new("models", $"must name {MostModels} models at most.");
        if (models.GroupBy(choice => choice?.Model).Where(group => group.Count() > 1).Select(group => group.Key).ToArray() is { Length: > 0 } twice)
            yield return new("models", $"names {string.Join(", ", twice)} more than once.");
        for (var i = 0; i < models.Count; i++)
        {
            if (models[i] is null || models[i].Model is null)
                yield return new($"models[{i}].model", "is required, such as sale.order.");
            else if (!TableName.IsModel(models[i].Model) || Closed.Any(start => models[i].Model.StartsWith(start, StringComparison.Ordinal)))
                yield return new($"models[{i}].model", "is no model that can be mirrored.");
            if (models[i]?.Fields is { } fields && (fields.Length > MostFields || !fields.All(field => field is not null && FieldName().IsMatch(field))))
                yield return new($"models[{i}].fields", $"must be names of fields, {MostFields} at most.");
        }
    }

    [GeneratedRegex("\\A[a-z_][a-z0-9_]{0,62}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex FieldName();
}
