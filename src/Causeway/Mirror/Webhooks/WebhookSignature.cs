using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Causeway.Mirror.Webhooks;

/// <summary>
/// A signed webhook: <c>X-Odoo-Timestamp</c> holds the seconds since 1970, <c>X-Odoo-Signature</c>
/// <c>sha256=</c> and the hex HMAC-SHA256 of <c>timestamp.body</c> under the webhook secret.
/// </summary>
internal static class WebhookSignature
{
    public const string TimestampHeader = "X-Odoo-Timestamp";
    public const string SignatureHeader = "X-Odoo-Signature";
    private const string Scheme = "sha256=";

    /// <summary>How far from our clock a timestamp may be: a call that was overheard is good for no longer.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Why the call is not believed; null where it is.</summary>
    public static string? Refusal(string? timestamp, string? signature, ReadOnlySpan<byte> body, IEnumerable<byte[]> secrets, DateTimeOffset now)
    {
        if (timestamp is null || signature?.StartsWith(Scheme, StringComparison.Ordinal) != true)
            return $"Sign the call: {TimestampHeader} and {SignatureHeader}: {Scheme}<hex>.";
        if (!IsSigned(timestamp, signature[Scheme.Length..], body, secrets))
            return "The signature is not valid.";
        // Only who holds the secret learns that their clock is wrong.
        return IsFresh(timestamp, now) ? null : $"{TimestampHeader} is more than {Tolerance.TotalMinutes:0} minutes from our clock.";
    }

    public static string Of(string timestamp, ReadOnlySpan<byte> body, byte[] secret) =>
        Scheme + Convert.ToHexStringLower(Mac(timestamp, body, secret));

    /// <summary>Every secret is tried, whichever fits: the time tells nothing.</summary>
    private static bool IsSigned(string timestamp, string hex, ReadOnlySpan<byte> body, IEnumerable<byte[]> secrets)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (hex.Length != given.Length * 2 || Convert.FromHexString(hex, given, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;
        var signed = false;
        foreach (var secret in secrets)
            signed |= CryptographicOperations.FixedTimeEquals(given, Mac(timestamp, body, secret));
        return signed;
    }

    private static byte[] Mac(string timestamp, ReadOnlySpan<byte> body, byte[] secret)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        mac.AppendData(Encoding.UTF8.GetBytes(timestamp));
        mac.AppendData("."u8);
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }

    private static bool IsFresh(string timestamp, DateTimeOffset now) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(now.ToUnixTimeSeconds() - (double)seconds) <= Tolerance.TotalSeconds;
}
