using Causeway.Sandbox.Schema;

namespace Causeway.Sandbox.Orm;

/// <summary>A method that can be called remotely.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Signature">Names of its arguments, separated by spaces; <c>?</c> marks those that may be left out.</param>
/// <param name="Kind">Whether it works on records or on the model.</param>
/// <param name="Effect">Whether it changes anything.</param>
/// <param name="Run">What it does.</param>
internal sealed record Method(string Name, string Signature, MethodKind Kind, Effect Effect, Func<Call, object?> Run)
{
    public IReadOnlyList<Parameter> Parameters { get; } =
        [.. Signature.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Parameter.Parse)];

    /// <summary>The class that Python names when the arguments do not fit.</summary>
    public string Owner { get; init; } = "BaseModel";

    /// <summary>Whether it takes keywords that its signature does not name.</summary>
    public bool TakesAnything { get; init; }

    /// <summary>From 19 on some methods without an underscore are private too.</summary>
    public int PublicUntil { get; init; } = int.MaxValue;

    public int PublicSince { get; init; }
}

internal enum MethodKind
{
    OnModel,
    OnRecords,
}

internal enum Effect
{
    Reads,
    Writes,
}

/// <summary>One argument of a method.</summary>
internal readonly record struct Parameter(string Name, bool IsOptional)
{
    public static Parameter Parse(string text) => new(text.TrimEnd('?'), text.EndsWith('?'));
}

/// <summary>One call of a method: who, on what, with which arguments.</summary>
internal sealed record Call(Env Env, Model Model, IReadOnlyList<int> Ids, Dictionary<string, object?> Arguments)
{
    /// <summary>Whether named arguments came, as JSON-2 sends them; it answers some methods differently.</summary>
    public bool IsNamed { get; init; }

    public object? this[string argument] => Arguments.GetValueOrDefault(argument);
}
