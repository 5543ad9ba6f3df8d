using Causeway.Features.Accounts;
using Causeway.Features.Activities;
using Causeway.Features.Analytics;
using Causeway.Features.Audit;
using Causeway.Features.Contacts;
using Causeway.Features.Dashboard;
using Causeway.Features.GraphQlApi;
using Causeway.Features.Health;
using Causeway.Features.Invoices;
using Causeway.Features.Leads;
using Causeway.Features.OdooLinks;
using Causeway.Features.Opportunities;
using Causeway.Features.PassThrough;
using Causeway.Features.Products;
using Causeway.Features.Profile;
using Causeway.Features.Receivables;
using Causeway.Features.Search;
using Causeway.Features.Settings;
using Causeway.Features.SignIn;
using Causeway.Features.SqlAccess;
using Causeway.Features.Tasks;
using Causeway.Features.Users;
using Causeway.Features.Views;
using Causeway.Mirror;
using Causeway.Mirror.Changes;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Management;
using Causeway.Mirror.Proof;
using Causeway.Mirror.Records.Any;
using Causeway.Mirror.Sync;
using Causeway.Mirror.Sync.Unreadable;
using Causeway.Mirror.Webhooks;
using Causeway.Platform.Access;
using Causeway.Platform.Audit;
using Causeway.Platform.Database;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Idempotency;
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
        builder.Services.AddAudit();
        builder.Services.AddMirror(database);
        builder.Services.AddOpportunities();
        builder.Services.AddLeads();
        builder.Services.AddActivities();
        builder.Services.AddAccounts();
        builder.Services.AddDashboard();
        builder.Services.AddSignIn();
        builder.Services.AddProfile();
        builder.Services.AddUsers();
        builder.Services.AddOdooLinks();
        builder.Services.AddAuditRoutes();
        builder.Services.AddTasks();
        builder.Services.AddAnalytics();
        builder.Services.AddGraphQl();
        builder.Services.AddPassThrough();
        builder.Services.AddViews();
        builder.Services.AddSqlAccess();
        builder.Services.AddSearch();
        builder.Services.AddHealth();
        customize?.Invoke(builder);

        var server = builder.Build();
        server.UseHttpRules();
        server.UsePages();
        server.UseGraphiQl();
        server.UseAccess();
        server.UseIdempotency(RequestConnection.IdAsync);
        server.UseExportAudit();
        server.MapOpenApiRules();
        server.MapHealth();
        server.MapGraphQl();

        var api = server.MapApi();
        api.MapSignIn();
        api.MapProfile();
        api.MapUsers();
        api.MapOdooLinks();
        api.MapAudit();
        api.MapSettings();
        api.MapConnections();
        api.MapIntegrations();
        api.MapSync();
        api.MapProof();
        api.MapQuarantine();
        api.MapChanges();
        api.MapRecords();
        api.MapWebhooks();
        api.MapLeads();
        api.MapOpportunities();
        api.MapTasks();
        api.MapAnalytics();
        api.MapPassThrough();
        api.MapViews();
        api.MapContacts();
        api.MapProducts();
        api.MapInvoices();
        api.MapReceivables();
        api.MapActivities();
        api.MapAccounts();
        api.MapDashboard();
        api.MapSearch();
        return server;
    }
}
