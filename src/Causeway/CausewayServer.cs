using Causeway.Features.Health;
using Causeway.Features.Leads;
using Causeway.Features.Opportunities;
using Causeway.Features.SignIn;
using Causeway.Features.Users;
using Causeway.Mirror;
using Causeway.Mirror.Changes;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Sync;
using Causeway.Mirror.Webhooks;
using Causeway.Platform.Access;
using Causeway.Platform.Database;
using Causeway.Platform.Http;
using Causeway.Platform.Observability;
using Causeway.Platform.Settings;
using Npgsql;

namespace Causeway;

/// <summary>The table of contents: one line for each folder that adds something, one for each that answers a route.</summary>
internal static class CausewayServer
{
    private static readonly TimeSpan LastRequests = TimeSpan.FromSeconds(5);

    /// <param name="settings">What is in force.</param>
    /// <param name="database">Open and migrated; the caller disposes it after the server.</param>
    /// <param name="customize">What a test replaces: the clock, the logs.</param>
    public static WebApplication Build(CausewaySettings settings, NpgsqlDataSource database, Action<WebApplicationBuilder>? customize = null)
    {
        // The pages and appsettings.json lie beside the program, whatever the working directory is.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        ConsoleLogs.Add(builder.Logging);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(settings.Listen, settings.Port));
        builder.Services.CutSecretPaths(WebhookEndpoints.SecretPath);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LastRequests);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(settings);
        builder.Services.AddDatabase(database);
        builder.Services.AddHttpRules();
        builder.Services.AddOpenApiRules();
        builder.Services.AddAccess(settings);
        builder.Services.AddMirror(database);
        builder.Services.AddOpportunities();
        builder.Services.AddSignIn();
        builder.Services.AddUsers();
        builder.Services.AddHealth();
        customize?.Invoke(builder);

        var server = builder.Build();
        server.UseHttpRules();
        server.UsePages();
        server.UseAccess();
        server.MapOpenApiRules();
        server.MapHealth();

        var api = server.MapApi();
        api.MapSignIn();
        api.MapUsers();
        api.MapConnections();
        api.MapSync();
        api.MapChanges();
        api.MapWebhooks();
        api.MapLeads();
        api.MapOpportunities();
        return server;
    }
}
