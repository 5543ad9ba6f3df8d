namespace Causeway.Platform.Access.Sessions;

internal enum EndReason
{
    SignedOut,
    SignedOutEverywhere,

    /// <summary>A refresh token came twice: whoever came second, one of the two had stolen it.</summary>
    TokenReused,

    PasswordChanged,
    Disabled,
}
