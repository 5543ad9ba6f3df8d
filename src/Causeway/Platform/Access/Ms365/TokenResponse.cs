namespace Causeway.Platform.Access.Ms365;

/// <summary>What a token endpoint answers (RFC 6749, 5.1 and 5.2), as far as we look: an access token is of no use to us.</summary>
internal sealed record TokenResponse
{
    public string? IdToken { get; init; }

    /// <summary>The error's name; null where it worked.</summary>
    public string? Error { get; init; }

    /// <summary>It is our client id or our secret that was refused, not what somebody brought.</summary>
    public bool IsOurFault => Error is "invalid_client" or "unauthorized_client";

    public override string ToString() => Error ?? "tokens";
}
