using Causeway.Odoo;

namespace Causeway.Features.Profile;

/// <summary>Over JSON-2 a key answers for its owner, whatever name is sent beside it.</summary>
internal static class OwnIdentity
{
    /// <exception cref="OdooException">The secret is another's than the name.</exception>
    public static void RefuseAnother(string login, string username)
    {
        if (!string.Equals(login, username, StringComparison.OrdinalIgnoreCase))
            throw new OdooException(OdooErrorKind.BadCredentials, "The secret is not this user's.");
    }
}
