using Causeway.Odoo;
using Causeway.Platform.Http;

namespace Causeway.Mirror.Catalog;

/// <summary>Holds what an administrator wants to mirror against what the instance has.</summary>
internal static class ModelCheck
{
    private const string Anyway = "?force=true saves it anyway, and it is read once Odoo has it.";

    /// <summary>Names every model and field that the instance lacks, or that no mirror takes, at once.</summary>
    /// <exception cref="ProblemException">There are some.</exception>
    public static async Task RefuseUnknownAsync(OdooClient odoo, IReadOnlyList<ModelChoice> models, CancellationToken cancellationToken)
    {
        var errors = new List<FieldError>();
        for (var i = 0; i < models.Count; i++)
            errors.AddRange(await FaultsAsync(odoo, models[i], $"models[{i}]", cancellationToken));
        if (errors.Count > 0)
            throw new ProblemException(Problems.Invalid(errors));
    }

    private static async Task<IEnumerable<FieldError>> FaultsAsync(OdooClient odoo, ModelChoice choice, string place, CancellationToken cancellationToken)
    {
        try
        {
            return FieldFaults(choice, await odoo.FieldsGetAsync(choice.Model, cancellationToken), $"{place}.fields");
        }
        catch (OdooException exception) when (exception.Kind == OdooErrorKind.UnknownModel)
        {
            return [new($"{place}.model", $"This Odoo has no {choice.Model}: its app is not installed, or it has another name. {Anyway}")];
        }
        catch (OdooException exception) when (exception.Kind == OdooErrorKind.NoAccess)
        {
            return [new($"{place}.model", $"The connection's account may not read {choice.Model}: give it the right in Odoo. {Anyway}")];
        }
    }

    private static IEnumerable<FieldError> FieldFaults(ModelChoice choice, IReadOnlyDictionary<string, OdooField> known, string place)
    {
        var asked = choice.Fields ?? [];
        if (asked.Where(name => !known.ContainsKey(name)).ToArray() is { Length: > 0 } unknown)
            yield return new(place, $"{string.Join(", ", unknown)}: not a field of {choice.Model} in this Odoo. /api/integrations/odoo/fields/{choice.Model} lists them. {Anyway}");
        if (asked.Where(name => known.TryGetValue(name, out var field) && !FieldRules.IsReadable(choice.Model, field)).ToArray() is { Length: > 0 } closed)
            yield return new(place, $"{string.Join(", ", closed)}: never mirrored, as a secret, a file, or a list that the other side holds. Leave it out.");
    }
}
