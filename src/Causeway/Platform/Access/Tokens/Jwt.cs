using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Causeway.Platform.Access.Tokens;

/// <summary>
/// JSON Web Tokens of one kind only: HS256, our own header to the byte. What the header of a token asks for is
/// never obeyed, so <c>none</c>, another algorithm or a key of the sender's choice come to nothing.
/// </summary>
internal static class Jwt
{
    /// <summary>Ours are under 800; the rest is room for long names.</summary>
    private const int MaxLength = 4096;

    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    public static string Sign(TokenClaims claims, ReadOnlySpan<byte> key)
    {
        var payload = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims, TokenClaims.Json));
        var signed = $"{Header}.{payload}";
        return $"{signed}.{Signature(signed, key)}";
    }

    /// <summary>The claims of a token that one of the keys signed; null for anything else. Expiry is the caller's to judge.</summary>
    public static TokenClaims? TryRead(string token, IEnumerable<byte[]> keys)
    {
        if (token.Length > MaxLength || token.Split('.') is not [var header, var payload, var signature] || header != Header)
            return null;
        var signed = token[..token.LastIndexOf('.')];
        return IsSigned(signed, signature, keys) ? TryParse(payload) : null;
    }

    /// <summary>Compared as text, which has one spelling: decoded, a second one could pass for the first.</summary>
    private static bool IsSigned(string signed, string signature, IEnumerable<byte[]> keys)
    {
        var matches = false;
        foreach (var key in keys)
            matches |= OpaqueSecret.AreEqual(signature, Signature(signed, key));
        return matches;
    }

    private static string Signature(string signed, ReadOnlySpan<byte> key) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)));

    private static TokenClaims? TryParse(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize<TokenClaims>(Base64Url.DecodeFromChars(payload), TokenClaims.Json);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }
}
