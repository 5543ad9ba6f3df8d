namespace Causeway.Platform.Access.ApiTokens;

/// <summary>How far a request goes. Ordered: who may go further may also do less.</summary>
internal enum Reach
{
    Read,
    Write,

    /// <summary>What only administrators may do.</summary>
    Admin,
}
