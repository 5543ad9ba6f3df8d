using Causeway.GraphQL.Language;

namespace Causeway.GraphQL;

/// <summary>What one request may ask for. All of it is found before anything is executed.</summary>
public sealed record Limits
{
    /// <summary>Tokens and nesting, refused while the document is read.</summary>
    public ParseLimits Parse { get; init; } = new();

    /// <summary>Fields within fields.</summary>
    public int Depth { get; init; } = 15;

    /// <summary>Fields in all, each counted as often as fragments repeat it.</summary>
    public int Fields { get; init; } = 2_000;

    /// <summary>Fields under another name than their own.</summary>
    public int Aliases { get; init; } = 200;

    /// <summary>
    /// The sum over all fields of what one of its values costs (<see cref="Types.FieldOfType.Cost"/>), times the sizes of the
    /// lists around it (<see cref="Types.FieldOfType.SizedBy"/>).
    /// </summary>
    public long Cost { get; init; } = 250_000;
}
