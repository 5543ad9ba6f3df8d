using System.Net;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Sync.Unreadable;

public sealed class QuarantineEndpointsTests(SharedMirror shared) : IClassFixture<SharedMirror>, IAsyncLifetime
{
    private readonly MirrorServer mirror = shared.Mirror;

    public async ValueTask InitializeAsync()
    {
        await mirror.Control.PoisonAsync(new { model = "crm.lead", id = 7, message = "division by zero" });
        await mirror.Control.PoisonAsync(new { model = "crm.tag", id = 2, message = "no such colour" });
        await mirror.SyncAsync(full: true);
    }

    [Fact]
    public async Task The_list_shows_each_record_with_what_Odoo_said_of_it()
    {
        var answer = (await mirror.Admin.GetAsync("/api/integrations/quarantine?model=crm.lead")).Expect(HttpStatusCode.OK);

        var record = answer["quarantine"].EnumerateArray().ShouldHaveSingleItem();
        record.GetProperty("model").GetString().ShouldBe("crm.lead");
        record.GetProperty("record_id").GetInt64().ShouldBe(7);
        record.GetProperty("error_kind").GetString().ShouldBe("refused");
        record.GetProperty("message").GetString().ShouldBe("division by zero");
        record.GetProperty("tries").GetInt32().ShouldBeGreaterThan(0);
        record.GetProperty("odoo_url").GetString()!.ShouldStartWith(mirror.Odoo.Url);
        answer["pagination"].GetProperty("total").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task Its_pages_follow_one_another()
    {
        var first = (await mirror.Admin.GetAsync("/api/integrations/quarantine?per_page=1&sort_order=asc")).Expect(HttpStatusCode.OK);
        var next = first["pagination"].GetProperty("next_cursor").GetString();
        var second = (await mirror.Admin.GetAsync($"/api/integrations/quarantine?per_page=1&cursor={next}")).Expect(HttpStatusCode.OK);

        first.Ids("quarantine").Concat(second.Ids("quarantine")).Distinct().Count().ShouldBe(2);
        second["pagination"].GetProperty("has_next").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_retry_says_that_nothing_has_changed_in_Odoo()
    {
        var (id, tries) = await LeadAsync();

        var answer = (await mirror.Admin.PostAsync($"/api/integrations/quarantine/{id}/retry")).Expect(HttpStatusCode.OK);

        answer["released"].GetBoolean().ShouldBeFalse();
        answer["record"].GetProperty("tries").GetInt32().ShouldBe(tries + 1);
    }

    [Fact]
    public async Task A_retry_after_a_repair_in_Odoo_brings_the_record_at_once()
    {
        var (id, _) = await LeadAsync();
        await mirror.Control.ClearPoisonAsync();
        await mirror.WriteAsync("crm.lead", 7, new { name = "Mended" });

        var answer = (await mirror.Admin.PostAsync($"/api/integrations/quarantine/{id}/retry")).Expect(HttpStatusCode.OK);

        answer["released"].GetBoolean().ShouldBeTrue();
        (await mirror.Admin.GetAsync("/api/crm/leads/7"))["name"].GetString().ShouldBe("Mended");
        (await mirror.Admin.PostAsync($"/api/integrations/quarantine/{id}/retry")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_member_sees_none_of_it()
    {
        var member = await mirror.SignInAsync(mirror.Odoo.Users[3]);

        (await member.GetAsync("/api/integrations/quarantine")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    public async ValueTask DisposeAsync()
    {
        await mirror.Control.ClearPoisonAsync();
        await mirror.SyncAsync(full: true);
    }

    private async Task<(long Id, int Tries)> LeadAsync()
    {
        var answer = await mirror.Admin.GetAsync("/api/integrations/quarantine?model=crm.lead");
        var record = answer["quarantine"].EnumerateArray().ShouldHaveSingleItem();
        return (record.GetProperty("id").GetInt64(), record.GetProperty("tries").GetInt32());
    }
}
