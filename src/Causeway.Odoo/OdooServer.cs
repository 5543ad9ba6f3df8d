namespace Causeway.Odoo;

/// <summary>What a server says of itself, and how this client talks to it.</summary>
/// <param name="Version">As the server says it, for example "18.0", "18.0+e-20241005" or "saas~18.4".</param>
/// <param name="Major">The major version; 0 where the text does not tell it.</param>
/// <param name="Offered">The transports that answered or are known to come with one that did.</param>
/// <param name="Chosen">The transport that this client uses.</param>
public sealed record OdooServer(string Version, int Major, IReadOnlyList<OdooTransport> Offered, OdooTransport Chosen);

/// <summary>The user that the credentials belong to.</summary>
/// <param name="Uid">The id of the res.users row.</param>
/// <param name="Login">The login of that row.</param>
public sealed record OdooIdentity(long Uid, string Login);
