namespace Causeway.Sandbox.Data;

/// <summary>A transaction that has run and waits for its commit; its rows are locked meanwhile.</summary>
internal sealed record HeldTransaction(int Id, DateTime Start, object? Result, IReadOnlyList<Change> Changes)
{
    /// <summary>What its rows point to: foreign keys hold these until it ends.</summary>
    public HashSet<(Table Table, int Id)> References { get; } = [];
}
