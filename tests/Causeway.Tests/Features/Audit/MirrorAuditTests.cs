using System.Globalization;
using System.Net;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Audit;

/// <summary>What is done to Odoo, and what leaves as a file.</summary>
public sealed class MirrorAuditTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task A_write_names_the_record_the_fields_and_who_asked_and_no_value()
    {
        var lead = (await mirror.Admin.PostAsync("/api/crm/leads", new { name = "A quiet lead", expected_revenue = 4711 })).Expect(HttpStatusCode.Created).Id;
        await mirror.Admin.PutAsync($"/api/crm/leads/{lead}", new { description = "a secret of the customer" });

        var entries = await EntriesAsync($"action=odoo.write&target_type=crm.lead&target_id={lead.ToString(CultureInfo.InvariantCulture)}&sort_order=asc");

        entries.Select(entry => entry.GetProperty("detail").GetProperty("method").GetString()).ShouldBe(["create", "write"]);
        entries.ShouldAllBe(entry => entry.GetProperty("actor").GetString() == "admin" && entry.GetProperty("connection_id").GetInt32() == mirror.ConnectionId);
        entries[1].GetProperty("detail").GetProperty("fields").EnumerateArray().Select(field => field.GetString()).ShouldBe(["description"]);
        string.Concat(entries).ShouldNotContain("secret of the customer");
    }

    [Fact]
    public async Task What_Odoo_refuses_is_on_record_too()
    {
        var lead = (await mirror.Admin.PostAsync("/api/crm/leads", new { name = "A lead without a stage" })).Expect(HttpStatusCode.Created).Id;

        (await mirror.Admin.PutAsync($"/api/crm/leads/{lead}", new { stage_id = 999_999 })).Code.ShouldBeGreaterThanOrEqualTo(400);

        (await EntriesAsync($"action=odoo.write&target_id={lead}&outcome=refused")).Length.ShouldBeLessThanOrEqualTo(1);
        (await EntriesAsync($"action=odoo.write&target_id={lead}")).Length.ShouldBe(2);
    }

    [Fact]
    public async Task An_export_is_on_record_with_its_filters()
    {
        (await mirror.Admin.GetAsync("/api/crm/leads?format=csv&stage=new")).Expect(HttpStatusCode.OK);

        var entry = (await EntriesAsync("action=export")).First();

        entry.GetProperty("actor").GetString().ShouldBe("admin");
        entry.GetProperty("detail").GetProperty("path").GetString().ShouldBe("/api/crm/leads");
        entry.GetProperty("detail").GetProperty("query").GetString()!.ShouldContain("stage=new");
    }

    [Fact]
    public async Task A_connection_s_credentials_are_on_record_without_the_secret()
    {
        var entry = (await EntriesAsync("action=connection.change")).First();

        entry.GetProperty("detail").GetProperty("url").GetString().ShouldBe(mirror.Odoo.Url);
        entry.GetRawText().ShouldNotContain(mirror.Odoo.Admin.ApiKey);
    }

    private async Task<JsonElement[]> EntriesAsync(string query) =>
        [.. (await mirror.Admin.GetAsync($"/api/audit?{query}")).Expect(HttpStatusCode.OK)["entries"].EnumerateArray()];
}
