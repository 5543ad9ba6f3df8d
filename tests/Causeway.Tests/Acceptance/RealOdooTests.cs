using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Causeway.Mirror.Catalog;
using Causeway.Tests.Mirror;
using Causeway.Tests.Sandbox;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Acceptance;

/// <summary>The whole way, from the configuration to a lead in Odoo: over the sandbox, and over real servers where there are any.</summary>
[Collection(AcceptanceTargets.OneAtATime)]
public sealed class RealOdooTests(AcceptanceTargets targets, ITestOutputHelper output) : IClassFixture<AcceptanceTargets>
{
    private const int Spots = 200;

    private static readonly object Everything = new { active_test = false };

    [Theory]
    [MemberData(nameof(AcceptanceTargets.All), MemberType = typeof(AcceptanceTargets))]
    public async Task After_the_first_sync_every_model_has_as_many_records_as_Odoo(string target)
    {
        var mirror = await targets.OpenAsync(target);

        output.WriteLine($"{target}: first sync of {mirror.FirstRun.Progress!.Done} records in {mirror.FirstRun.DurationSeconds:0.00} s");
        foreach (var model in await ModelsAsync(mirror))
        {
            var odoo = (long)(await CallAsync(mirror, model.Name, "search_count", new { domain = JsonNode.Parse(model.Domain.ToString()), context = Everything }))!;
            (await CountAsync(mirror, model)).ShouldBe(odoo, model.Name);
            output.WriteLine($"  {model.Name}: {odoo}");
        }
    }

    [Theory]
    [MemberData(nameof(AcceptanceTargets.All), MemberType = typeof(AcceptanceTargets))]
    public async Task A_sample_of_records_equals_Odoos_in_every_field(string target)
    {
        var mirror = await targets.OpenAsync(target);
        foreach (var model in await ModelsAsync(mirror))
        {
            var known = (await CallAsync(mirror, model.Name, "fields_get", new { attributes = new[] { "type" } }))!.AsObject();
            var sources = model.Fields.ToDictionary(field => field, field => field.FormerNames.Prepend(field.Name).FirstOrDefault(known.ContainsKey));
            var mine = await SampleAsync(mirror, model);
            var odoo = await CallAsync(mirror, model.Name, "read", new { fields = sources.Values.OfType<string>().Append("write_date").ToArray(), context = Everything }, [.. mine.Keys.Select(id => (int)id)]);

            var differences = odoo!.AsArray().SelectMany(row => Differences(model, sources, row!.AsObject(), mine[(long)row!["id"]!])).ToList();

            differences.ShouldBeEmpty();
            odoo.AsArray().Count.ShouldBe(mine.Count);
            output.WriteLine($"{target}: {mine.Count} records of {model.Name}, {sources.Count} fields each");
        }
    }

    [Theory]
    [MemberData(nameof(AcceptanceTargets.All), MemberType = typeof(AcceptanceTargets))]
    public async Task A_change_made_in_Odoo_is_served_after_the_next_sync(string target)
    {
        var mirror = await targets.OpenAsync(target);
        await using var records = mirror.Odoo.Records();
        var id = await records.CreateAsync("crm.lead", new { name = records.Mark });
        await mirror.SyncAsync();
        (await mirror.Admin.GetAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.OK)["name"].GetString().ShouldBe(records.Mark);

        await mirror.Odoo.Admin.WriteAsync("crm.lead", id, new { name = $"{records.Mark} changed", expected_revenue = 12.5 });
        var run = await mirror.SyncAsync();

        var lead = await mirror.Admin.GetAsync($"/api/crm/leads/{id}");
        (lead["name"].GetString(), lead["expected_revenue"].GetDecimal()).ShouldBe(($"{records.Mark} changed", 12.5m));
        output.WriteLine($"{target}: a sync with one change in {run.DurationSeconds:0.00} s");
        (await mirror.Admin.DeleteAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.NoContent);
    }

    [Theory]
    [MemberData(nameof(AcceptanceTargets.All), MemberType = typeof(AcceptanceTargets))]
    public async Task A_lead_is_created_changed_and_deleted_through_the_API_in_Odoo_and_here(string target)
    {
        var mirror = await targets.OpenAsync(target);
        await using var records = mirror.Odoo.Records();

        var created = (await mirror.Admin.PostAsync("/api/crm/leads", new { name = records.Mark, type = "opportunity", expected_revenue = 99.5, date_deadline = "2027-01-31", contact_name = "Zoë & <Söhne>" })).Expect(HttpStatusCode.Created);
        var id = records.Track("crm.lead", (int)created.Id);
        var odoo = (await CallAsync(mirror, "crm.lead", "read", new { fields = new[] { "name", "expected_revenue", "date_deadline", "contact_name" } }, [id]))![0]!;
        ((string)odoo["name"]!, (decimal)odoo["expected_revenue"]!, (string)odoo["date_deadline"]!, (string)odoo["contact_name"]!).ShouldBe((records.Mark, 99.5m, "2027-01-31", "Zoë & <Söhne>"));
        (await mirror.Admin.GetAsync($"/api/crm/leads?q={records.Mark}")).Ids("leads").ShouldBe([id]);

        var updated = (await mirror.Admin.PutAsync($"/api/crm/leads/{id}", new { name = $"{records.Mark} b", date_deadline = (string?)null }, ("If-Match", created.ETag))).Expect(HttpStatusCode.OK);
        updated["date_deadline"].ValueKind.ShouldBe(JsonValueKind.Null);
        ((string)(await mirror.Odoo.Admin.ReadAsync("crm.lead", id, "name"))["name"]!).ShouldBe($"{records.Mark} b");

        (await mirror.Admin.DeleteAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.NoContent);
        (await mirror.Admin.GetAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.NotFound);
        (await CallAsync(mirror, "crm.lead", "read", new { fields = new[] { "name" } }, [id]))!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(AcceptanceTargets.All), MemberType = typeof(AcceptanceTargets))]
    public async Task A_salesperson_lists_their_own_leads_alone_and_changes_no_others(string target)
    {
        var mirror = await targets.OpenAsync(target);
        var (login, key) = await targets.SalespersonAsync(target);
        var sam = await mirror.SignInAsync(login, key);
        var uid = (await sam.GetAsync("/api/auth/me"))["user"].GetProperty("odoo_user_id").GetInt64();
        var own = (long)(await CallAsync(mirror, "crm.lead", "search_count", new { domain = new object[] { new object[] { "user_id", "=", uid } }, context = Everything }))!;

        var list = await sam.GetAsync("/api/crm/leads?per_page=100");

        list["pagination"].GetProperty("total").GetInt64().ShouldBe(own);
        list["leads"].EnumerateArray().ShouldAllBe(lead => lead.GetProperty("user").GetProperty("id").GetInt64() == uid);
        var foreign = (await mirror.Admin.GetAsync("/api/crm/leads?per_page=100"))["leads"].EnumerateArray()
            .First(lead => lead.GetProperty("user") is { ValueKind: JsonValueKind.Object } user && user.GetProperty("id").GetInt64() != uid).GetProperty("id").GetInt64();
        (await sam.PutAsync($"/api/crm/leads/{foreign}", new { name = "Not mine" })).Status.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
        output.WriteLine($"{target}: {login} has {own}");
    }

    /// <summary>A raw call, its answer as JSON whatever the transport made of it.</summary>
    private static async Task<JsonNode?> CallAsync(MirroredTarget mirror, string model, string method, object arguments, int[]? ids = null) =>
        JsonNode.Parse((await mirror.Odoo.Admin.CallAsync(model, method, arguments, ids))?.ToJsonString() ?? "null");

    /// <summary>The mirrored models that this Odoo has.</summary>
    private static async Task<IReadOnlyList<MirrorModel>> ModelsAsync(MirroredTarget mirror)
    {
        var missing = (await mirror.Admin.PostAsync("/api/integrations/odoo/test"))["missing_models"].EnumerateArray().Select(model => model.GetString()).ToList();
        return [.. DefaultModels.All.Where(model => !missing.Contains(model.Name))];
    }

    private static async Task<long> CountAsync(MirroredTarget mirror, MirrorModel model)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return await db.ExecuteScalarAsync<long>($"select count(*) from {model.Table} where state = 'present'");
    }

    private static async Task<Dictionary<long, JsonObject>> SampleAsync(MirroredTarget mirror, MirrorModel model)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        var rows = await db.QueryAsync<string>($"select to_jsonb(r)::text from {model.Table} r where state = 'present' order by random() limit {Spots}");
        return rows.Select(row => JsonNode.Parse(row)!.AsObject()).ToDictionary(row => (long)row["id"]!);
    }

    private static IEnumerable<string> Differences(MirrorModel model, Dictionary<MirrorField, string?> sources, JsonObject odoo, JsonObject mine)
    {
        foreach (var (field, source) in sources)
        {
            var expected = source is null ? null : Canonical.Of(field.Type, odoo[source]);
            var actual = mine[field.Column] is { } value ? Canonical.Of(field.Type, value) : null;
            if (expected != actual)
                yield return $"{model.Name} {odoo["id"]} {field.Name}: Odoo has {expected ?? "nothing"}, the mirror {actual ?? "nothing"}";
        }

        if (Canonical.Of(MirrorType.Instant, odoo["write_date"]) != Canonical.Of(MirrorType.Instant, mine["write_date"]))
            yield return $"{model.Name} {odoo["id"]} write_date";
    }
}
