using Causeway.Platform.Access;
using Causeway.Platform.Settings;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Infrastructure.OpenId;

namespace Causeway.Tests.Pages;

/// <summary>The company that <c>causeway demo</c> shows.</summary>
public sealed class DemoServer(TestCluster cluster) : PageServer(cluster, leads: 60, connected: true);

/// <summary>That company, with something to do.</summary>
public sealed class SalesServer(TestCluster cluster) : PageServer(cluster, leads: 60, connected: true)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var (name, days) in (IEnumerable<(string, int)>)[("Ashdown Architects LLP", -1), ("Redwood Analytics Inc", 1), ("Banque Delacroix", 3)])
            await AddTaskAsync(name, Clock.GetUtcNow().AddDays(days));
    }
}

/// <summary>A company whose columns are longer than what the board brings at once.</summary>
public sealed class LongBoardServer(TestCluster cluster) : PageServer(cluster, leads: 500, connected: true);

/// <summary>A company on a bad day: a lost right, a record that Odoo cannot read, and people who wait.</summary>
public sealed class WorriedServer(TestCluster cluster) : PageServer(cluster, leads: 60, connected: true)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await AddUserAsync("nina.nowak", ApprovalStatus.Pending);
        await InOdoo.HideAsync("crm.tag");
        await ProveAsync();
        await InOdoo.PoisonAsync("crm.lead", 7, "ValueError: could not convert string to float: 'n/a' while computing x_margin");
        await RunAsync(full: true);
    }
}

/// <summary>Installed a minute ago: no Odoo is connected, and the administrator's password was generated.</summary>
public sealed class NewServer(TestCluster cluster) : PageServer(cluster, leads: 60, connected: false)
{
    /// <summary>As an operator finds it: the log says in which file.</summary>
    public string FirstPassword
    {
        get
        {
            var line = Server.Logs.Lines.Single(line => line.Message.StartsWith("The password of the first user", StringComparison.Ordinal));
            return File.ReadAllText(line.Message.Split(" is in ")[1].Split(". Sign in")[0]);
        }
    }

    private protected override CausewaySettings With(CausewaySettings settings) => base.With(settings) with { AdminPassword = null };
}

/// <summary>A company whose people have accounts at Microsoft.</summary>
public sealed class MicrosoftPageServer(TestCluster cluster) : PageServer(cluster, leads: 10, connected: true)
{
    internal OpenIdProvider Provider { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        Provider = await OpenIdProvider.StartAsync(Clock);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Provider.DisposeAsync();
    }

    private protected override CausewaySettings With(CausewaySettings settings) => base.With(settings) with
    {
        MicrosoftClientId = OpenIdProvider.ClientId,
        MicrosoftClientSecret = OpenIdProvider.ClientSecret,
        MicrosoftTenantId = $"{OpenIdProvider.Tenant}",
        MicrosoftAuthority = Provider.Authority,
    };
}
