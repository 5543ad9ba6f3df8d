namespace Causeway.Sandbox;

/// <summary>Somebody who can sign in.</summary>
/// <param name="Id">The id in res.users.</param>
/// <param name="Login">What they sign in with.</param>
/// <param name="Name">What they are called.</param>
/// <param name="Password">Their password.</param>
/// <param name="ApiKey">An API key of theirs that does not expire.</param>
/// <param name="Role">What they may see.</param>
/// <param name="Team">Their sales team, if they are in one.</param>
public sealed record SandboxUser(int Id, string Login, string Name, string Password, string ApiKey, SandboxRole Role, string? Team)
{
    /// <summary>The login alone: a password or key is in no log.</summary>
    public override string ToString() => Login;
}

/// <summary>What a user of the sandbox may see.</summary>
public enum SandboxRole
{
    /// <summary>Everything, settings included; the service account.</summary>
    Administrator,

    /// <summary>Everything in sales.</summary>
    SalesManager,

    /// <summary>All sales documents.</summary>
    AllDocuments,

    /// <summary>Their own leads and those of nobody.</summary>
    OwnDocuments,

    /// <summary>No application at all.</summary>
    NoApps,
}
