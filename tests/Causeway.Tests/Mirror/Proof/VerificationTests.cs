using System.Net;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Proof;

/// <summary>A comparison on demand, which changes nothing; and what is known of each model's proof.</summary>
public sealed class VerificationTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private readonly MirrorServer mirror = shared.Mirror;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mirror_that_is_Odoo_is_found_equal(bool full)
    {
        await mirror.SyncCompletelyAsync();

        var report = await VerifyAsync(full);

        report.GetProperty("equal").GetBoolean().ShouldBeTrue(report.ToString());
        report.GetProperty("compared").GetProperty("crm.lead").GetInt32().ShouldBe((await mirror.Control.DumpAsync("crm.lead")).Count);
    }

    [Fact]
    public async Task Every_difference_is_named_with_its_fields_and_none_is_mended()
    {
        var (changed, missing, extra) = (await CreateAsync("Changed"), await CreateAsync("Missing"), await CreateAsync("Extra"));
        mirror.Clock.Advance(TimeSpan.FromMinutes(1));
        await mirror.SyncCompletelyAsync();
        await mirror.Control.UpdateAsync("crm.lead", [changed], new { name = "Changed in SQL", priority = "3" });
        await ExecuteAsync("delete from odoo.crm_lead where id = @id", missing);
        await mirror.Control.DeleteAsync("crm.lead", [extra]);

        foreach (var round in new[] { 1, 2 })
        {
            var report = await VerifyAsync(full: true);
            report.GetProperty("differences").EnumerateArray().Select(Words).Order().ShouldBe(
                new[] { $"{changed} different name, priority", $"{missing} missing ", $"{extra} extra " }.Order(), $"round {round}");
        }

        var byDates = await VerifyAsync(full: false);
        byDates.GetProperty("differences").EnumerateArray().Select(Words).Order().ShouldBe(new[] { $"{missing} missing ", $"{extra} extra " }.Order());
        await mirror.SyncCompletelyAsync(full: true);
        await mirror.ProveAsync();
    }

    [Fact]
    public async Task What_changed_since_the_last_sync_is_no_difference()
    {
        await mirror.SyncCompletelyAsync();
        mirror.Clock.Advance(TimeSpan.FromMinutes(1));
        await CreateAsync("Just made");

        var report = await VerifyAsync(full: true);

        (report.GetProperty("equal").GetBoolean(), report.GetProperty("pending").GetInt32() > 0).ShouldBe((true, true));
    }

    [Fact]
    public async Task The_standing_of_every_model_is_told()
    {
        await mirror.ProveAsync();

        var models = (await (await mirror.SignInAsAdminAsync()).GetAsync("/api/integrations/proofs")).Expect(HttpStatusCode.OK)["models"];

        var lead = models.EnumerateArray().Single(model => model.GetProperty("model").GetString() == "crm.lead");
        (lead.GetProperty("phase").GetString(), lead.GetProperty("lives_by").GetString()).ShouldBe(("live", "write_date"));
        lead.GetProperty("last_proof").GetDateTimeOffset().ShouldBe(mirror.Clock.GetUtcNow());
        lead.GetProperty("lag_seconds").GetDouble().ShouldBe(0);
        var health = await (await mirror.SignInAsAdminAsync()).GetAsync("/api/integrations/background-sync/health");
        health["models"].EnumerateArray().ShouldContain(model => model.GetProperty("model").GetString() == "crm.lead" && model.GetProperty("last_proof").ValueKind == JsonValueKind.String);
    }

    private Task<int> CreateAsync(string name) => mirror.CreateAsync("crm.lead", new { name });

    private async Task<JsonElement> VerifyAsync(bool full) =>
        (await (await mirror.SignInAsAdminAsync()).PostAsync("/api/integrations/verify", new { full })).Expect(HttpStatusCode.OK).Json;

    private static string Words(JsonElement difference) =>
        $"{difference.GetProperty("id")} {difference.GetProperty("kind").GetString()} {string.Join(", ", difference.GetProperty("fields").EnumerateArray().Select(field => field.GetString()))}";

    private async Task ExecuteAsync(string sql, int id)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        await db.ExecuteAsync(sql, new { id });
    }
}
