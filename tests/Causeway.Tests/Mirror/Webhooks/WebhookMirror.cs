using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Xunit;

namespace Causeway.Tests.Mirror.Webhooks;

/// <summary>A mirrored sandbox Odoo 18 whose webhooks are signed.</summary>
public sealed class WebhookMirror(TestCluster cluster) : IAsyncLifetime
{
    private TestDatabase database = null!;

    internal MirrorServer Mirror { get; private set; } = null!;

    internal WebhookDesk Desk { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        database = await cluster.NewDatabaseAsync();
        Mirror = await MirrorServer.StartAsync(
            database.DataSource,
            new SandboxOptions { Leads = 1_200 },
            with: settings => settings with { OdooWebhookSecret = WebhookDesk.Secret, OdooWebhookSecretPrevious = WebhookDesk.FormerSecret });
        await Mirror.ResumeAsync();
        Desk = new WebhookDesk(Mirror);
    }

    public async ValueTask DisposeAsync()
    {
        await Mirror.DisposeAsync();
        await database.DisposeAsync();
    }
}
