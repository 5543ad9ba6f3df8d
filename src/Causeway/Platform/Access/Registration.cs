namespace Causeway.Platform.Access;

/// <summary>Who may make an account for themselves (<c>REGISTRATION</c>).</summary>
internal enum Registration
{
    Open,
    Approval,
    Disabled,
}
