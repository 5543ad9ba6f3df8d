using System.Text.RegularExpressions;

namespace Causeway.Platform.Access.ApiTokens;

/// <summary>
/// What a personal API token may be used for: <c>read</c>, <c>write</c> (which reads too), <c>admin</c> (all that its
/// owner may), or the same for one model alone: <c>crm.lead:read</c>, <c>crm.lead:write</c>. It narrows what its owner
/// may do and never widens it.
/// </summary>
internal sealed partial record TokenScopes(IReadOnlyList<string> Names)
{
    public const string Admin = "admin";

    public const string Allowed = "read, write, admin, or for one model crm.lead:read and crm.lead:write";

    /// <param name="name">Null too: JSON has it in lists of texts.</param>
    public static bool IsScope(string? name) => name is "read" or "write" or Admin || (name is not null && OfModel().IsMatch(name));

    /// <param name="reach">How far the request goes.</param>
    /// <param name="model">The model that it is about; null where it is about more than one, or none.</param>
    public bool Allow(Reach reach, string? model) => Names.Any(name => Allows(name, reach, model));

    private static bool Allows(string name, Reach reach, string? model) => name switch
    {
        Admin => true,
        "write" => reach <= Reach.Write,
        "read" => reach == Reach.Read,
        _ => name == $"{model}:write" && reach <= Reach.Write || name == $"{model}:read" && reach == Reach.Read,
    };

    public override string ToString() => string.Join(' ', Names);

    [GeneratedRegex(@"\A[a-z][a-z0-9_]*(\.[a-z0-9_]+)*:(read|write)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OfModel();
}
