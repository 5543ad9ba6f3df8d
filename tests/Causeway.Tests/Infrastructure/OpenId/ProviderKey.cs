using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Causeway.Tests.Infrastructure.OpenId;

/// <summary>A key that signs tokens, by the platform's own cryptography: what checks them here is another's.</summary>
internal sealed class ProviderKey
{
    private readonly RSA rsa = RSA.Create(2048);

    public string Id { get; init; } = Guid.NewGuid().ToString("n");

    public string PublicPem => rsa.ExportSubjectPublicKeyInfoPem();

    public byte[] Modulus => rsa.ExportParameters(includePrivateParameters: false).Modulus!;

    /// <summary>As a provider publishes it (RFC 7517).</summary>
    public Dictionary<string, object> Published(string issuer) => new()
    {
        ["kty"] = "RSA",
        ["use"] = "sig",
        ["kid"] = Id,
        ["n"] = Base64Url.EncodeToString(Modulus),
        ["e"] = Base64Url.EncodeToString(rsa.ExportParameters(includePrivateParameters: false).Exponent!),
        ["issuer"] = issuer,
    };

    public string Sign(IReadOnlyDictionary<string, object?> claims) =>
        Sign(new { typ = "JWT", alg = "RS256", kid = Id }, claims, signed => rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    /// <summary>The same key, another hash.</summary>
    public string SignBySha512(IReadOnlyDictionary<string, object?> claims) =>
        Sign(new { typ = "JWT", alg = "RS512", kid = Id }, claims, signed => rsa.SignData(signed, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1));

    /// <summary>A token of whatever header and signature an attacker likes.</summary>
    public static string Sign(object header, IReadOnlyDictionary<string, object?> claims, Func<byte[], byte[]> sign)
    {
        var signed = $"{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(header))}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }
}
