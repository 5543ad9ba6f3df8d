using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Causeway.Platform.Access.Tokens;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Access;

public sealed class JwtTests
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);
    private static readonly byte[] OtherKey = RandomNumberGenerator.GetBytes(32);

    private static TokenClaims Claims { get; } = new()
    {
        Id = Guid.Parse("6e5d2a3c-6a51-4a8e-8d1c-0f7f4f2c9b11"),
        Sub = "6e5d2a3c-6a51-4a8e-8d1c-0f7f4f2c9b11",
        Email = "ada@example.com",
        Role = "member",
        Jti = Guid.NewGuid(),
        Iat = 1_800_000_000,
        Exp = 1_800_086_400,
        Iss = TokenClaims.Issuer,
        Aud = TokenClaims.Audience,
        Sid = Guid.NewGuid(),
    };

    [Fact]
    public void What_was_signed_is_read_back() =>
        Jwt.TryRead(Jwt.Sign(Claims, Key), [Key]).ShouldBe(Claims);

    [Fact]
    public void The_claims_are_those_of_the_contract_and_the_sign_in()
    {
        var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(Jwt.Sign(Claims, Key).Split('.')[1])).RootElement;

        payload.EnumerateObject().Select(claim => claim.Name).ShouldBe(
            ["id", "sub", "email", "role", "jti", "iat", "exp", "iss", "aud", "sid"], ignoreOrder: true);
    }

    [Fact]
    public void During_a_rotation_the_key_before_is_good_too() =>
        Jwt.TryRead(Jwt.Sign(Claims, OtherKey), [Key, OtherKey]).ShouldBe(Claims);

    [Fact]
    public void Another_key_is_not() =>
        Jwt.TryRead(Jwt.Sign(Claims, OtherKey), [Key]).ShouldBeNull();

    [Theory]
    [InlineData("""{"alg":"none","typ":"JWT"}""")]
    [InlineData("""{"alg":"HS512","typ":"JWT"}""")]
    [InlineData("""{"alg":"RS256","typ":"JWT"}""")]
    [InlineData("""{"typ":"JWT","alg":"HS256"}""")]
    [InlineData("""{"alg":"HS256","typ":"JWT","kid":"../../dev/null"}""")]
    [InlineData("""{"alg":"HS256","typ":"JWT","jwk":{"kty":"oct","k":""}}""")]
    public void A_header_but_our_own_is_refused_even_when_the_signature_is_right(string header)
    {
        var signed = $"{Encode(header)}.{Jwt.Sign(Claims, Key).Split('.')[1]}";

        Jwt.TryRead($"{signed}.{Encode(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(signed)))}", [Key]).ShouldBeNull();
    }

    [Fact]
    public void A_changed_claim_is_refused()
    {
        var parts = Jwt.Sign(Claims, Key).Split('.');
        var admin = Jwt.Sign(Claims with { Role = "admin" }, OtherKey).Split('.')[1];

        Jwt.TryRead($"{parts[0]}.{admin}.{parts[2]}", [Key]).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a.b")]
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9..")]
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.")]
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.!!!!")]
    public void What_is_no_token_is_refused(string token) => Jwt.TryRead(token, [Key]).ShouldBeNull();

    [Fact]
    public void A_token_has_one_spelling()
    {
        var token = Jwt.Sign(Claims, Key);

        Jwt.TryRead(token + "=", [Key]).ShouldBeNull();
        Jwt.TryRead(WithOtherTrailingBits(token), [Key]).ShouldBeNull();
        Jwt.TryRead($"{token}.", [Key]).ShouldBeNull();
        Jwt.TryRead($" {token}", [Key]).ShouldBeNull();
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    [InlineData("""{"id":"not a guid"}""")]
    public void A_signed_payload_without_the_claims_is_refused(string payload)
    {
        var signed = $"{Jwt.Sign(Claims, Key).Split('.')[0]}.{Encode(payload)}";

        Jwt.TryRead($"{signed}.{Encode(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(signed)))}", [Key]).ShouldBeNull();
    }

    [Fact]
    public void A_token_is_in_force_until_the_second_it_expires()
    {
        Claims.IsInForce(DateTimeOffset.FromUnixTimeSeconds(Claims.Exp - 1)).ShouldBeTrue();
        Claims.IsInForce(DateTimeOffset.FromUnixTimeSeconds(Claims.Exp)).ShouldBeFalse();
    }

    [Fact]
    public void A_token_for_another_audience_or_by_another_issuer_is_not_in_force()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(Claims.Iat);

        (Claims with { Aud = "another-api" }).IsInForce(now).ShouldBeFalse();
        (Claims with { Iss = "another-server" }).IsInForce(now).ShouldBeFalse();
        (Claims with { Sub = Guid.NewGuid().ToString() }).IsInForce(now).ShouldBeFalse();
    }

    /// <summary>The last of 43 letters carries 4 bits of the signature and 2 of nothing.</summary>
    private static string WithOtherTrailingBits(string token)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return token[..^1] + Alphabet[Alphabet.IndexOf(token[^1]) ^ 1];
    }

    private static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
