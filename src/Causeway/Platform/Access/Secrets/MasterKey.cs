using System.Security.Cryptography;
using System.Text;

namespace Causeway.Platform.Access.Secrets;

/// <summary>
/// The one key that is not in the database; it wraps those that are, with AES-256-GCM, so that a copy of the
/// database alone opens nothing.
/// </summary>
internal sealed class MasterKey
{
    public const int KeyBytes = 32;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] _key;

    /// <param name="base64">The key as it is written in settings and files.</param>
    /// <param name="source">Where it was written, for the message that refuses it.</param>
    public MasterKey(string base64, string source)
    {
        var key = new byte[KeyBytes];
        if (!Convert.TryFromBase64String(base64.Trim(), key, out var length) || length != KeyBytes)
            throw new StartRefusedException($"{source} does not hold {KeyBytes} bytes in base64. Make a key with: openssl rand -base64 {KeyBytes}");
        _key = key;
    }

    public static string NewBase64() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <param name="purpose">What the secret is; nothing else unwraps it.</param>
    /// <param name="secret">Any bytes.</param>
    public byte[] Wrap(string purpose, ReadOnlySpan<byte> secret)
    {
        var wrapped = new byte[NonceBytes + secret.Length + TagBytes];
        var nonce = wrapped.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagBytes);
        aes.Encrypt(nonce, secret, wrapped.AsSpan(NonceBytes, secret.Length), wrapped.AsSpan(^TagBytes..), Encoding.UTF8.GetBytes(purpose));
        return wrapped;
    }

    /// <exception cref="CryptographicException">It was wrapped by another key, for another purpose, or was changed.</exception>
    public byte[] Unwrap(string purpose, ReadOnlySpan<byte> wrapped)
    {
        if (wrapped.Length < NonceBytes + TagBytes)
            throw new CryptographicException($"The stored {purpose} is cut short: {wrapped.Length} bytes.");
        var secret = new byte[wrapped.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(_key, TagBytes);
        aes.Decrypt(wrapped[..NonceBytes], wrapped[NonceBytes..^TagBytes], wrapped[^TagBytes..], secret, Encoding.UTF8.GetBytes(purpose));
        return secret;
    }

    /// <summary>The same; null where this key does not unwrap it.</summary>
    public byte[]? TryUnwrap(string purpose, ReadOnlySpan<byte> wrapped)
    {
        try
        {
            return Unwrap(purpose, wrapped);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public override string ToString() => "master key";
}
