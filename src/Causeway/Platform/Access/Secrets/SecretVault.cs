using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Causeway.Platform.Access.Secrets;

/// <summary>
/// Encrypts what others entrust to us before it is stored. A text protected for one purpose opens for no other,
/// so put the owner into the purpose: <c>Odoo secret of connection 7</c>.
/// </summary>
internal sealed class SecretVault(IDataProtectionProvider provider)
{
    public string Protect(string purpose, string text) => provider.CreateProtector(purpose).Protect(text);

    /// <exception cref="UnreadableSecretException">It was stored under other keys, or for another purpose.</exception>
    public string Unprotect(string purpose, string protectedText)
    {
        try
        {
            return provider.CreateProtector(purpose).Unprotect(protectedText);
        }
        catch (CryptographicException failure)
        {
            throw new UnreadableSecretException(purpose, failure);
        }
    }

    /// <summary>Null where it was stored under other keys, or for another purpose.</summary>
    public string? TryUnprotect(string purpose, string protectedText)
    {
        try
        {
            return Unprotect(purpose, protectedText);
        }
        catch (UnreadableSecretException)
        {
            return null;
        }
    }
}
