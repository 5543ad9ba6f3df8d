using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Causeway.Platform.Access.Passwords;

/// <summary>Hashes passwords with the platform's hasher at the work factor that OWASP asks of PBKDF2-HMAC-SHA512.</summary>
internal sealed class PasswordHashes
{
    private const int Iterations = 210_000;

    private static readonly object Anybody = new();

    private readonly PasswordHasher<object> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly string _nobody;

    /// <summary>Made beforehand: the first name that nobody has must not take longer than the others.</summary>
    public PasswordHashes() => _nobody = Hash(Guid.NewGuid().ToString());

    public string Hash(string password) => _hasher.HashPassword(Anybody, Composed(password));

    /// <summary>
    /// Without a hash, as for a name that nobody has, it does the same work and says no: the time must not tell
    /// which names exist.
    /// </summary>
    public PasswordMatch Verify(string? hash, string password)
    {
        var result = _hasher.VerifyHashedPassword(Anybody, hash ?? _nobody, Composed(password));
        return result switch
        {
            _ when hash is null => PasswordMatch.No,
            PasswordVerificationResult.Success => PasswordMatch.Yes,
            PasswordVerificationResult.SuccessRehashNeeded => PasswordMatch.YesButRehash,
            _ => PasswordMatch.No,
        };
    }

    /// <summary>Keyboards write one letter as different code points (NIST SP 800-63B, 3.1.1.2).</summary>
    private static string Composed(string password)
    {
        try
        {
            return password.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // What is no text, such as U+FFFE, has no other form.
            return password;
        }
    }
}

internal enum PasswordMatch
{
    No,
    Yes,

    /// <summary>Right, but stored at an older work factor: hash it anew while it is at hand.</summary>
    YesButRehash,
}
