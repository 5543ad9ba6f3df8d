using System.Globalization;
using System.Net;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records.Storing;
using Causeway.Mirror.Sync;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Sync;

/// <summary>
/// The invariant: after any sequence of changes in Odoo, of writes through us, of late commits and of faults, followed by
/// quiet, the mirror is Odoo, field by field. A seed that fails fails again.
/// </summary>
public sealed class RandomChangesTests(UnconnectedMirror unconnected) : IClassFixture<UnconnectedMirror>, IAsyncLifetime
{
    private const int Steps = 50;

    private readonly MirrorServer mirror = unconnected.Mirror;
    private readonly List<int> leads = [];
    private readonly List<int> held = [];
    private Random random = new(0);

    public async ValueTask InitializeAsync() => await mirror.ConnectAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Whatever_happens_in_whatever_order_the_mirror_ends_equal(int seed)
    {
        random = new Random(seed);
        for (var i = 0; i < 5; i++)
            await CreateAsync();
        for (var step = 0; step < Steps; step++)
            await StepAsync();

        await QuietAsync();

        foreach (var model in new[] { DefaultModels.Lead, DefaultModels.Partner, DefaultModels.Tag, DefaultModels.Stage })
            await mirror.Comparison.ShouldBeEqualAsync(model);
    }

    public async ValueTask DisposeAsync()
    {
        await mirror.Control.ClearFaultsAsync();
        await mirror.DisconnectAsync();
    }

    private Task StepAsync() => random.Next(12) switch
    {
        0 => CreateAsync(),
        1 or 2 => WriteAsync(),
        3 => ArchiveAsync(),
        4 => BeginAsync(),
        5 => CommitAsync(),
        6 => RenameTagAsync(),
        7 => PutAsync(),
        8 => PostAndDeleteAsync(),
        9 => FaultAsync(),
        10 => Advance(),
        _ => SyncAsync(),
    };

    private async Task CreateAsync() => leads.Add(await mirror.CreateAsync("crm.lead", new { name = Word("Lead"), email_from = $"{Word("mail")}@example.com" }));

    private Task WriteAsync() => mirror.WriteAsync("crm.lead", AnyLead(), new Dictionary<string, object>
    {
        ["name"] = Word("Written"),
        ["expected_revenue"] = random.Next(10_000),
        ["tag_ids"] = new object[] { new object[] { 6, 0, new[] { random.Next(1, 9), random.Next(1, 9) }.Distinct().ToArray() } },
        ["partner_id"] = random.Next(2) == 0 ? false : random.Next(3, 40),
    });

    private Task ArchiveAsync() => mirror.Raw.CallAsync("crm.lead", random.Next(2) == 0 ? "action_set_lost" : "toggle_active", ids: [AnyLead()]);

    /// <summary>A transaction that commits some steps later, stamped with its start.</summary>
    private async Task BeginAsync()
    {
        var lead = await mirror.CreateAsync("crm.lead", new { name = Word("Held") });
        Tick();
        held.Add(await mirror.Control.BeginAsync("crm.lead", "write", [new[] { lead }, new { name = Word("Late") }]));
    }

    private async Task CommitAsync()
    {
        if (held.Count == 0)
            return;
        await mirror.Control.CommitAsync(held[0]);
        held.RemoveAt(0);
    }

    private Task RenameTagAsync() => mirror.WriteAsync("crm.tag", random.Next(1, 9), new { name = Word("Tag") });

    private async Task PutAsync()
    {
        var answer = await mirror.Admin.PutAsync($"/api/crm/leads/{AnyLead()}", new { name = Word("Put"), priority = random.Next(4).ToString(CultureInfo.InvariantCulture) });
        // Not mirrored yet; or a fault was in the way.
        answer.Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.ServiceUnavailable);
    }

    private async Task PostAndDeleteAsync()
    {
        var created = await mirror.Admin.PostAsync("/api/crm/leads", new { name = Word("Posted") });
        if (created.Status == HttpStatusCode.Created)
            await DeleteAsync((int)created.Id);
    }

    /// <summary>Deletions by others are the proof's to find, so that one whose answer was lost is taken back.</summary>
    private async Task DeleteAsync(int id)
    {
        var deleted = await mirror.Admin.DeleteAsync($"/api/crm/leads/{id}");
        if (deleted.Status != HttpStatusCode.NoContent)
            leads.Add(id);
    }

    /// <summary>One that leaves no effect behind: whether Odoo has done what it did not answer is for other tests.</summary>
    private Task FaultAsync() => mirror.Control.FaultAsync(random.Next(3) switch
    {
        0 => new { kind = "drop", method = "search_read", times = random.Next(1, 3) },
        1 => new { kind = "truncate", method = "search_read", times = 1, bytes = random.Next(10, 100_000) },
        _ => (object)new { kind = "status", method = "search_read", status = random.Next(2) == 0 ? 502 : 429, times = random.Next(1, 20) },
    });

    private Task Advance()
    {
        mirror.Clock.Advance(TimeSpan.FromMilliseconds(random.Next(120_000)));
        return Task.CompletedTask;
    }

    private async Task SyncAsync()
    {
        var run = await mirror.SyncAsync(full: random.Next(10) == 0);
        run.Status.ShouldBeOneOf(SyncStatus.Completed, SyncStatus.Partial, SyncStatus.Failed);
    }

    private async Task QuietAsync()
    {
        await mirror.Control.ClearFaultsAsync();
        while (held.Count > 0)
            await CommitAsync();
        await mirror.SyncCompletelyAsync();
        mirror.Clock.Advance(RecordUpsert.Overlap + TimeSpan.FromMinutes(1));
        await mirror.SyncCompletelyAsync();
    }

    private void Tick() => mirror.Clock.Advance(TimeSpan.FromSeconds(1));

    private int AnyLead() => leads[random.Next(leads.Count)];

    private string Word(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind} {random.Next(1_000_000)}");
}
