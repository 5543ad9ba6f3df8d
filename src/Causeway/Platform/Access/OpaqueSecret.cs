using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Causeway.Platform.Access;

/// <summary>
/// A secret that says nothing and cannot be guessed, so that a plain hash of it is safe to store: there is nothing
/// to try out, unlike with a password.
/// </summary>
internal static class OpaqueSecret
{
    public static string New(string prefix = "") => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Hashed first, so that the time tells nothing of the length either.</summary>
    public static bool AreEqual(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Hash(given), Hash(expected));
}
