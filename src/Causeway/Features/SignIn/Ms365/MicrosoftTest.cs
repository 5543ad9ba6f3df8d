using Causeway.Platform.Access.Ms365;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Causeway.Features.SignIn.Ms365;

/// <summary>What a test of the application at Microsoft found.</summary>
internal sealed record MicrosoftFindings
{
    public required bool Success { get; init; }

    public required string Message { get; init; }

    /// <summary>Whose word we take; with <c>{tenantid}</c> in it where that is any tenant's.</summary>
    public string? Issuer { get; init; }

    /// <summary>How many keys the tenant publishes.</summary>
    public int? SigningKeys { get; init; }

    /// <summary>Null where there is no secret, or no one tenant to try it with.</summary>
    public bool? SecretAccepted { get; init; }
}

/// <summary>Tries an application out: what the tenant publishes, and whether our secret is taken.</summary>
internal sealed class MicrosoftTest(MicrosoftNetwork network)
{
    private const string GraphOfTheWorld = "graph.microsoft.com";

    public async Task<MicrosoftFindings> RunAsync(MicrosoftApplication application, CancellationToken cancellationToken)
    {
        try
        {
            var metadata = await network.GetMetadataAsync(application, cancellationToken);
            var found = new MicrosoftFindings
            {
                Success = true,
                Message = $"Microsoft answers for {application.TenantId}.",
                Issuer = metadata.Issuer,
                SigningKeys = metadata.JsonWebKeySet.Keys.Count,
            };
            return application is { IsOfOneTenant: true, ClientSecret: { } secret } ? await WithSecretAsync(found, application, secret, metadata, cancellationToken) : found;
        }
        catch (MicrosoftAwayException)
        {
            return new MicrosoftFindings
            {
                Success = false,
                Message = $"{application.MetadataAddress} cannot be reached, knows no such tenant, or does not answer as Microsoft does. The log says which.",
            };
        }
    }

    /// <summary>An application's own token, which is thrown away, needs no person and no right.</summary>
    private async Task<MicrosoftFindings> WithSecretAsync(
        MicrosoftFindings found, MicrosoftApplication application, string secret, OpenIdConnectConfiguration metadata, CancellationToken cancellationToken)
    {
        var graph = metadata.AdditionalData.TryGetValue("msgraph_host", out var host) ? host : GraphOfTheWorld;
        var answer = await network.PostAsync(
            metadata.TokenEndpoint,
            new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = application.ClientId,
                ["client_secret"] = secret,
                ["scope"] = $"https://{graph}/.default",
            },
            cancellationToken);
        return answer.Error switch
        {
            null => found with { SecretAccepted = true, Message = $"{found.Message} It accepts the client secret." },
            "invalid_client" => found with { Success = false, SecretAccepted = false, Message = "Microsoft does not accept the client secret: it is wrong or has expired. The value is meant, not its id." },
            "unauthorized_client" => found with { Success = false, Message = $"{application.TenantId} has no application with this client_id." },
            var error => found with { Success = false, Message = $"Microsoft refused the application: {error}." },
        };
    }
}
