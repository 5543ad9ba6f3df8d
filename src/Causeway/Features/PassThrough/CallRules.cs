using System.Text.RegularExpressions;
using Causeway.Mirror.Catalog;
using Causeway.Platform.Http;

namespace Causeway.Features.PassThrough;

/// <summary>What may be called at all (contract 3.9), and why not, where not.</summary>
internal static partial class CallRules
{
    /// <summary>
    /// What reads and does nothing else. Not among them: methods that look so and make records or files (name_create,
    /// export_data, onchange), and aggregates, which tell of records one by one when they are grouped finely enough.
    /// </summary>
    public static readonly IReadOnlyList<string> Reading = ["search", "search_read", "read", "search_count", "fields_get", "name_search"];

    /// <summary>Who may do what, and what runs by itself: through the service account an administrator here would be one of Odoo's.</summary>
    private static readonly string[] ClosedToService = ["ir", "res.users", "res.groups", "base.automation"];

    /// <summary>They hand out other rights than one's own.</summary>
    private static readonly string[] NeverOpened = ["sudo", "with_user", "with_env", "with_context", "with_company"];

    public static bool IsModel(string name) => Model().IsMatch(name);

    public static bool IsMethod(string name) => Method().IsMatch(name);

    public static bool IsField(string name) => Field().IsMatch(name);

    public static bool IsClosedToService(string model) =>
        ClosedToService.Any(closed => model == closed || model.StartsWith($"{closed}.", StringComparison.Ordinal));

    /// <summary>Whether an administrator may open it.</summary>
    public static bool MayBeOpened(string method) => IsMethod(method) && method[0] != '_' && !NeverOpened.Contains(method) && !Reading.Contains(method);

    /// <summary>A 400 for what is no name, a 403 for a private method.</summary>
    public static void CheckNames(string model, string method)
    {
        if (!IsModel(model))
            throw new ProblemException(Problems.Invalid("model", "must be the name of a model, such as res.partner."));
        if (method.StartsWith('_'))
            throw Forbidden($"{method} is a private method of Odoo's: it cannot be called from outside.");
        if (!IsMethod(method))
            throw new ProblemException(Problems.Invalid("method", "must be the name of a method, such as search_read."));
    }

    /// <summary>The field may be named: it exists in form, and is none of those that nobody gets.</summary>
    public static void CheckField(string model, string field, string parameter)
    {
        if (!IsField(field))
            throw new ProblemException(Problems.Invalid(parameter, "must name fields, such as name or partner_id."));
        if (FieldRules.IsSecret(model, field))
            throw Forbidden($"{field} holds a secret by its name: it is neither given out nor searched nor sorted by.");
    }

    public static ProblemException Forbidden(string why) => new(Problems.Forbidden(why));

    [GeneratedRegex(@"\A[a-z][a-z0-9_]*(\.[a-z0-9_]+)*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Model();

    [GeneratedRegex(@"\A[a-z_][a-zA-Z0-9_]{0,99}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Method();

    [GeneratedRegex(@"\A[a-zA-Z_][a-zA-Z0-9_]{0,99}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Field();
}
