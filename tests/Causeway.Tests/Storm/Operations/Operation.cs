namespace Causeway.Tests.Storm.Operations;

/// <summary>Something that happens in or around Odoo.</summary>
/// <param name="Name">What it is called in the count at the end.</param>
/// <param name="Weight">How often it is drawn, against the others.</param>
/// <param name="RunAsync">Does it once, to records that it draws itself.</param>
internal sealed record Operation(string Name, double Weight, Func<World, Task> RunAsync)
{
    /// <summary>Whether a client of a real Odoo can do it too.</summary>
    public bool ByClient { get; init; } = true;
}
