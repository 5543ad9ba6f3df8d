namespace Causeway.Sandbox.Automation;

/// <summary>How notices are sent, as the control endpoint takes it; the default is as Odoo does.</summary>
internal sealed record Mail
{
    /// <summary>How often each is sent.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>Each waits up to this long, while the caller does not.</summary>
    public int LateMs { get; init; }

    /// <summary>Those of one call go out in any order.</summary>
    public bool Shuffle { get; init; }

    /// <summary>The share of notices that never go out.</summary>
    public double Lose { get; init; }

    public bool IsAsOdoo => this == new Mail();
}

/// <summary>What has become of the notices so far.</summary>
internal sealed record MailTally(int Sent, int Failed, int Lost, int Waiting);
