using Causeway.Mirror.Connections.Hosts;

namespace Causeway.Mirror.Connections;

internal enum ConnectionState
{
    /// <summary>Not tried since its settings changed or since it answered again.</summary>
    Unknown,
    Connected,

    /// <summary>Calls fail on the way.</summary>
    Unreachable,

    /// <summary>Odoo does not accept the credentials: wrong, expired, revoked, or of an archived user.</summary>
    Refused,
}

/// <summary>How a connection stands with its Odoo.</summary>
/// <param name="State">In one word.</param>
/// <param name="Failures">Calls in a row that failed on the way.</param>
/// <param name="RetryAt">No call before this time.</param>
/// <param name="Message">Why, in words for an administrator.</param>
/// <param name="Version">Rises with every change.</param>
internal sealed record OdooStanding(ConnectionState State, int Failures, DateTimeOffset? RetryAt, string? Message, long Version)
{
    /// <summary>As long as this is true, nobody but an administrator makes a call.</summary>
    public bool IsClosedAt(DateTimeOffset now) => State == ConnectionState.Refused || RetryAt > now;
}
