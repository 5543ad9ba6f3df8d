using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Causeway.Platform.Http;

/// <summary>What stood in the URL and is a secret.</summary>
internal sealed record UrlSecret(string Text)
{
    public override string ToString() => "secret of a URL";
}

/// <summary>
/// Takes secrets out of URLs before anything sees the request: the framework logs and traces its URL before the first
/// middleware runs. The URL keeps a dash in their place.
/// </summary>
internal static class SecretPaths
{
    /// <summary>The query parameter that is a secret, at whatever path: who mistypes the path has sent it all the same.</summary>
    public const string Parameter = "token";

    private const string Cut = "-";

    /// <param name="services">Where the web server is registered already.</param>
    /// <param name="prefixes">Paths below <c>/api</c> and <c>/api/v1</c> behind which one secret segment stands.</param>
    public static void CutSecretPaths(this IServiceCollection services, params string[] prefixes)
    {
        var kestrel = services.Last(service => service.ServiceType == typeof(IServer)).ImplementationType!;
        string[] all = [.. prefixes.SelectMany(prefix => new[] { $"/api{prefix}/", $"/api/v1{prefix}/" })];
        services.AddSingleton<IServer>(provider => new Server((IServer)ActivatorUtilities.CreateInstance(provider, kestrel), all));
    }

    private static void CutFrom(IHttpRequestFeature request, IFeatureCollection features, string[] prefixes)
    {
        CutFromQuery(request, features);
        if (prefixes.FirstOrDefault(prefix => request.Path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && request.Path.Length > prefix.Length) is not { } found)
            return;
        features.Set(new UrlSecret(request.Path[found.Length..]));
        request.Path = found + Cut;
        request.RawTarget = found + Cut + request.QueryString;
    }

    private static void CutFromQuery(IHttpRequestFeature request, IFeatureCollection features)
    {
        if (request.QueryString.Length == 0)
            return;
        var parameters = QueryHelpers.ParseQuery(request.QueryString);
        if (parameters.Keys.FirstOrDefault(IsSecret) is not { } found)
            return;
        features.Set(new UrlSecret(parameters[found].ToString()));
        request.QueryString = QueryString.Create(parameters.Select(parameter => IsSecret(parameter.Key) ? new(parameter.Key, Cut) : parameter)).ToString();
        request.RawTarget = request.Path + request.QueryString;
    }

    private static bool IsSecret(string parameter) => parameter.Equals(Parameter, StringComparison.OrdinalIgnoreCase);

    private sealed class Server(IServer inner, string[] prefixes) : IServer
    {
        public IFeatureCollection Features => inner.Features;

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => inner.StartAsync(new Application<TContext>(application, prefixes), cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => inner.StopAsync(cancellationToken);

        public void Dispose() => inner.Dispose();
    }

    private sealed class Application<TContext>(IHttpApplication<TContext> inner, string[] prefixes) : IHttpApplication<TContext>
        where TContext : notnull
    {
        public TContext CreateContext(IFeatureCollection contextFeatures)
        {
            // The connection carries several requests, one after the other.
            contextFeatures.Set<UrlSecret>(null);
            CutFrom(contextFeatures.GetRequiredFeature<IHttpRequestFeature>(), contextFeatures, prefixes);
            return inner.CreateContext(contextFeatures);
        }

        public Task ProcessRequestAsync(TContext context) => inner.ProcessRequestAsync(context);

        public void DisposeContext(TContext context, Exception? exception) => inner.DisposeContext(context, exception);
    }
}
