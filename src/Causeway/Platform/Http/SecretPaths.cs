using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Causeway.Platform.Http;

/// <summary>What stood in a path and is a secret.</summary>
internal sealed record PathSecret(string Text)
{
    public override string ToString() => "path secret";
}

/// <summary>
/// Takes secrets out of paths before anything sees the request: the framework logs and traces its URL before the first
/// middleware runs. The path keeps a dash in their place.
/// </summary>
internal static class SecretPaths
{
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
        if (prefixes.FirstOrDefault(prefix => request.Path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && request.Path.Length > prefix.Length) is not { } found)
            return;
        features.Set(new PathSecret(request.Path[found.Length..]));
        request.Path = found + Cut;
        request.RawTarget = found + Cut + request.QueryString;
    }

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
            contextFeatures.Set<PathSecret>(null);
            CutFrom(contextFeatures.GetRequiredFeature<IHttpRequestFeature>(), contextFeatures, prefixes);
            return inner.CreateContext(contextFeatures);
        }

        public Task ProcessRequestAsync(TContext context) => inner.ProcessRequestAsync(context);

        public void DisposeContext(TContext context, Exception? exception) => inner.DisposeContext(context, exception);
    }
}
