using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Causeway.Tests.Infrastructure.OpenId;

/// <summary>
/// An OpenID provider that speaks as Microsoft's does, on real HTTP: discovery, keys, an authorize page that sends whoever
/// comes straight back, and a token endpoint that holds them to PKCE. What it refuses, it refuses by Microsoft's names.
/// </summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "3f0c8d52-6a5b-4a9e-9d0c-2b8d7c1e4f60";
    public const string ClientSecret = "what Microsoft and the application know";

    public static readonly Guid Tenant = new("7d3c1f94-20ab-4f7e-8a55-0f1e2d3c4b5a");

    private readonly ConcurrentDictionary<string, Grant> codes = [];
    private readonly WebApplication server;
    private readonly TimeProvider clock;
    private volatile IReadOnlyList<ProviderKey> keys = [new()];

    private OpenIdProvider(TimeProvider clock)
    {
        this.clock = clock;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        server = builder.Build();
    }

    private sealed record Grant(string Challenge, string RedirectUri, string? Nonce, OpenIdPerson Person);

    public Uri Authority => new(server.Urls.Single());

    /// <summary>What signs now.</summary>
    public ProviderKey Key => keys[^1];

    /// <summary>Who sits at the browser that comes to the authorize page; null for one who says no there.</summary>
    public OpenIdPerson? Visitor { get; set; } = new("Ada Lovelace", "ada@contoso.example");

    /// <summary>Every connection ends without an answer.</summary>
    public bool IsDown { get; set; }

    /// <summary>The secret has expired.</summary>
    public bool RefusesSecret { get; set; }

    /// <summary>What a later key signs for, instead of the tenant's issuer.</summary>
    public string? KeyIssuer { get; set; }

    /// <summary>Requests of any kind, answered or not.</summary>
    public int Asked { get; private set; }

    public int KeyReads { get; private set; }

    /// <summary>Every client secret that came here.</summary>
    public ConcurrentQueue<string> Secrets { get; } = [];

    public static async Task<OpenIdProvider> StartAsync(TimeProvider clock)
    {
        var provider = new OpenIdProvider(clock);
        provider.Map();
        await provider.server.StartAsync();
        return provider;
    }

    public string Issuer(Guid tenant) => $"{Authority}{tenant}/v2.0";

    /// <summary>From now on another key signs; the one before is published no longer.</summary>
    public void RollOver() => keys = [new ProviderKey()];

    /// <summary>What an id_token says; change it to make a wrong one.</summary>
    public Dictionary<string, object?> Claims(OpenIdPerson person, string? nonce)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object?>
        {
            ["ver"] = "2.0",
            ["iss"] = Issuer(person.Tenant),
            ["aud"] = ClientId,
            // Which makes no two tokens equal.
            ["uti"] = $"{Guid.NewGuid():n}",
            ["sub"] = $"pairwise-{person.Id:n}",
            ["tid"] = $"{person.Tenant}",
            ["oid"] = $"{person.Id}",
            ["name"] = person.Name,
            ["email"] = person.Email,
            ["preferred_username"] = person.Email,
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 3600,
        };
        if (nonce is not null)
            claims["nonce"] = nonce;
        return claims;
    }

    public string IdToken(OpenIdPerson person, string nonce) => Key.Sign(Claims(person, nonce));

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    private void Map()
    {
        server.Use((context, next) =>
        {
            Asked++;
            if (!IsDown)
                return next(context);
            context.Abort();
            return Task.CompletedTask;
        });
        server.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", Discover);
        server.MapGet("/{tenant}/discovery/v2.0/keys", ListKeys);
        server.MapGet("/{tenant}/oauth2/v2.0/authorize", Authorize);
        server.MapPost("/{tenant}/oauth2/v2.0/token", TokenAsync);
    }

    /// <summary>For many tenants at once, Microsoft leaves the place of the tenant in its issuer open.</summary>
    private string Published(string tenant) => $"{Authority}{(Guid.TryParse(tenant, out _) ? tenant : "{tenantid}")}/v2.0";

    private IResult Discover(string tenant) => Results.Json(new
    {
        issuer = Published(tenant),
        authorization_endpoint = $"{Authority}{tenant}/oauth2/v2.0/authorize",
        token_endpoint = $"{Authority}{tenant}/oauth2/v2.0/token",
        jwks_uri = $"{Authority}{tenant}/discovery/v2.0/keys",
        id_token_signing_alg_values_supported = new[] { "RS256" },
    });

    private IResult ListKeys(string tenant)
    {
        KeyReads++;
        return Results.Json(new { keys = keys.Select(key => key.Published(KeyIssuer ?? Published(tenant))) });
    }

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        if (query["client_id"] != ClientId || query["response_type"] != "code" || query["response_mode"] != "fragment" || query["code_challenge_method"] != "S256" || !$"{query["scope"]}".Split(' ').Contains("openid"))
            return Results.BadRequest("AADSTS90014");
        var answer = new Dictionary<string, string?> { ["state"] = query["state"] };
        if (Visitor is { } person)
        {
            var code = answer["code"] = $"0.AX{Guid.NewGuid():n}";
            codes[code] = new Grant($"{query["code_challenge"]}", $"{query["redirect_uri"]}", query["nonce"], person);
        }
        else
        {
            (answer["error"], answer["error_description"]) = ("access_denied", "AADSTS65004: User declined to consent.");
        }

        return Results.Redirect($"{query["redirect_uri"]}#{QueryHelpers.AddQueryString("", answer)[1..]}");
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (form.TryGetValue("client_secret", out var secret))
            Secrets.Enqueue($"{secret}");
        if (form["client_id"] != ClientId)
            return Refuse("unauthorized_client", 400);
        if (form["client_secret"] != ClientSecret || RefusesSecret)
            return Refuse("invalid_client", 401);
        if (form["grant_type"] == "client_credentials")
            return Results.Json(new { token_type = "Bearer", access_token = "an application's" });
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes($"{form["code_verifier"]}")));
        return codes.TryRemove($"{form["code"]}", out var grant) && grant.Challenge == challenge && grant.RedirectUri == form["redirect_uri"]
            ? Results.Json(new { token_type = "Bearer", access_token = "Graph's", id_token = Key.Sign(Claims(grant.Person, grant.Nonce)) })
            : Refuse("invalid_grant", 400);
    }

    private static IResult Refuse(string error, int status) => Results.Json(new { error, error_description = $"AADSTS: {error}" }, statusCode: status);
}
