using System.Security.Cryptography;
using System.Text;

namespace Causeway.Features.SqlAccess;

/// <summary>
/// What PostgreSQL stores of a password (RFC 5802, https://www.postgresql.org/docs/current/catalog-pg-authid.html). Made here,
/// since a server may log the statement that sets one.
/// </summary>
internal static class ScramVerifier
{
    private const int Iterations = 4096;

    /// <param name="password">Of ASCII letters and digits: nothing in it would have to be normalised first.</param>
    public static string Of(string password) => Of(password, RandomNumberGenerator.GetBytes(16), Iterations);

    public static string Of(string password, byte[] salt, int iterations)
    {
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(password), salt, iterations, HashAlgorithmName.SHA256, 32);
        var storedKey = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var serverKey = HMACSHA256.HashData(salted, "Server Key"u8);
        return $"SCRAM-SHA-256${iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(storedKey)}:{Convert.ToBase64String(serverKey)}";
    }
}
