using System.Net;
using System.Text.Json;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Causeway.Platform.Access.Ms365;

/// <summary>The way to Microsoft. It follows no redirect: what we send holds our secret, what we fetch decides who is who.</summary>
internal sealed partial class MicrosoftNetwork(ILogger<MicrosoftNetwork> logger) : IDisposable
{
    private const int MostBytes = 1024 * 1024;

    /// <summary>A person waits for the answer, and tries again themselves.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan DnsIsGoodFor = TimeSpan.FromMinutes(5);

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = DnsIsGoodFor })
    {
        Timeout = Patience,
        MaxResponseContentBufferSize = MostBytes,
    };

    /// <summary>The tenant's discovery document and its keys, as they are now.</summary>
    /// <exception cref="MicrosoftAwayException">They cannot be had.</exception>
    public async Task<OpenIdConnectConfiguration> GetMetadataAsync(MicrosoftApplication application, CancellationToken cancellationToken)
    {
        var documents = new HttpDocumentRetriever(http) { RequireHttps = !application.Authority.IsLoopback, SendAdditionalHeaderData = false };
        try
        {
            var metadata = await OpenIdConnectConfigurationRetriever.GetAsync(application.MetadataAddress, documents, cancellationToken);
            Demand(metadata, documents.RequireHttps);
            return metadata;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && failure is IOException or HttpRequestException or OperationCanceledException or JsonException or ArgumentException or InvalidOperationException)
        {
            Log.NoMetadata(logger, application.MetadataAddress, failure);
            throw new MicrosoftAwayException("Microsoft cannot be reached to check this sign-in. Try again in a moment, or sign in another way.", failure);
        }
    }

    private static void Demand(OpenIdConnectConfiguration metadata, bool https)
    {
        if (metadata.JsonWebKeySet is null || !Uri.TryCreate(metadata.Issuer, UriKind.Absolute, out _))
            throw new InvalidOperationException("The discovery document has no issuer or no keys.");
        if (!Uri.TryCreate(metadata.TokenEndpoint, UriKind.Absolute, out var endpoint) || (https && endpoint.Scheme != Uri.UriSchemeHttps))
            throw new InvalidOperationException("The discovery document has no https token_endpoint.");
    }

    /// <summary>Asks a token endpoint; its refusals are answers.</summary>
    /// <exception cref="MicrosoftAwayException">It does not answer, or says nothing that it may say.</exception>
    public async Task<TokenResponse> PostAsync(string endpoint, IReadOnlyDictionary<string, string> form, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new FormUrlEncodedContent(form);
            using var response = await http.PostAsync(new Uri(endpoint), content, cancellationToken);
            if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden))
                throw new InvalidOperationException($"The token endpoint answered {(int)response.StatusCode}.");
            var answer = JsonSerializer.Deserialize<TokenResponse>(await response.Content.ReadAsStringAsync(cancellationToken), Json);
            return answer is not null && response.IsSuccessStatusCode == (answer.Error is null)
                ? answer
                : throw new InvalidOperationException("The token endpoint answered neither tokens nor an error.");
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && failure is HttpRequestException or OperationCanceledException or JsonException or InvalidOperationException)
        {
            Log.NoTokens(logger, endpoint, failure);
            throw new MicrosoftAwayException("Microsoft did not answer. Try again in a moment, or sign in another way.", failure);
        }
    }

    public void Dispose() => http.Dispose();

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Microsoft's discovery document or keys cannot be had from {Address}")]
        public static partial void NoMetadata(ILogger logger, string address, Exception failure);

        [LoggerMessage(LogLevel.Warning, "Microsoft's token endpoint {Endpoint} gave no answer that can be used")]
        public static partial void NoTokens(ILogger logger, string endpoint, Exception failure);
    }
}
