namespace Causeway.Mirror.Connections.Hosts;

/// <summary>Whose call to Odoo goes first (design 5.7).</summary>
internal enum CallPriority
{
    /// <summary>Somebody waits for it. What nobody says otherwise of is this.</summary>
    People,
    Incremental,
    Proof,
    Scrub,
    Backfill,
}

/// <summary>
/// The priority of the calls that the present flow makes. Set at the top of an async method, it holds for what that
/// method calls, and ends with it: the HTTP handlers far below see it without every signature between carrying it.
/// </summary>
internal static class Calls
{
    private static readonly AsyncLocal<CallPriority> Flow = new();

    public static CallPriority Priority
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }
}
