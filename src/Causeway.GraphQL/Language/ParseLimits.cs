namespace Causeway.GraphQL.Language;

/// <summary>What a document may cost before anything is known of it: refused while it is read, in microseconds.</summary>
/// <param name="MaxTokens">Tokens in a document.</param>
/// <param name="MaxNesting">Selection sets, lists and objects within each other.</param>
public sealed record ParseLimits(int MaxTokens = 20_000, int MaxNesting = 100)
{
    /// <summary>For documents of our own, such as a schema.</summary>
    public static ParseLimits Trusted { get; } = new(int.MaxValue, 1_000);
}
