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
        return $"{signed}.{Base64Url.EncodeToString(Signature(signed, key))}";
    }

    /// <summary>The claims of a token that one of the keys signed; null for anything else. Expiry is the caller's to judge.</summary>
    public static TokenClaims? TryRead(string token, IEnumerable<byte[]> keys)
    {
        if (token.Length > MaxLength || token.Split('.') is not [var header, var payload, var signature] || header != Header)
            return null;
        var signed = token[..token.LastIndexOf('.')];
        return IsSigned(signed, signature, keys) ? TryParse(payload) : null;
    }

    private static bool IsSigned(string signed, string signature, IEnumerable<byte[]> keys)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        // The one text that these bytes have: trailing bits and padding would let a second token pass for the first.
        if (!Base64Url.TryDecodeFromChars(signature, given, out var length) || length != given.Length || Base64Url.EncodeToString(given) != signature)
            return false;
        var matches = false;
        foreach (var key in keys)
            matches |= CryptographicOperations.FixedTimeEquals(Signature(signed, key), given);
        return matches;
    }

    private static byte[] Signature(string signed, ReadOnlySpan<byte> key) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed));

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
