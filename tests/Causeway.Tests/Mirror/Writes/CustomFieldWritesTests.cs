using System.Net;
using System.Text.Json;
using Causeway.Mirror.Catalog;
using Causeway.Tests.Features.Leads;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Writes;

/// <summary>The instance's own fields are read, written, and held to what the instance says of them.</summary>
[Collection(LeadsMirror.Name)]
public sealed class CustomFieldWritesTests(SharedMirror shared) : IAsyncLifetime
{
    private readonly MirrorServer mirror = shared.Mirror;

    private static readonly (string Name, object More)[] Fields =
    [
        ("x_note", new { ttype = "char" }),
        ("x_level", new { ttype = "integer" }),
        ("x_rate", new { ttype = "float" }),
        ("x_ok", new { ttype = "boolean" }),
        ("x_day", new { ttype = "date" }),
        ("x_at", new { ttype = "datetime" }),
        ("x_other", new { ttype = "many2one", relation = "res.partner" }),
        ("x_fixed", new { ttype = "char", @readonly = true }),
        ("x_needed", new { ttype = "char", required = true }),
    ];

    /// <summary>How a record is made, with what, and where it is changed.</summary>
    public static TheoryData<string, string, string> Doors => new()
    {
        { "crm.lead", "/api/crm/leads", "PUT" },
        { "crm.lead", "/api/opportunities", "PUT" },
        { "res.partner", "/api/contacts", "PATCH" },
    };

    public async ValueTask InitializeAsync()
    {
        var models = (await mirror.Control.DumpAsync("ir.model")).ToDictionary(model => model.Value.GetProperty("model").GetString()!, model => model.Key);
        var known = (await mirror.Control.DumpAsync("ir.model.fields")).Values.Select(field => (field.GetProperty("model").GetString(), field.GetProperty("name").GetString())).ToHashSet();
        foreach (var (name, more) in Fields.Where(field => !known.Contains(("res.partner", field.Name))))
        {
            foreach (var model in new[] { DefaultModels.Lead, DefaultModels.Partner })
            {
                var values = JsonSerializer.SerializeToElement(more).EnumerateObject().ToDictionary(member => member.Name, member => (object)member.Value);
                (values["name"], values["field_description"], values["model_id"], values["state"]) = (name, name, models[model.Name], "manual");
                await mirror.CreateAsync("ir.model.fields", values);
                mirror.Get<ModelPlans>().Forget(await mirror.ConnectionAsync(), model);
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Each_type_is_created_read_and_changed(string model, string route, string method)
    {
        var custom = new { x_note = "Grüße", x_level = 7, x_rate = 1.25, x_ok = true, x_day = "2026-12-31", x_at = "2026-12-31T08:30:00Z", x_other = 5, x_needed = "there" };

        var created = (await mirror.Admin.PostAsync(route, new { name = "With own fields", custom })).Expect(HttpStatusCode.Created);

        foreach (var sent in JsonSerializer.SerializeToElement(custom).EnumerateObject())
            created["custom"].GetProperty(sent.Name).ToString().ShouldBe(sent.Value.ToString(), sent.Name);
        var changed = (await SendAsync(method, $"{route}/{created.Id}", """{"custom": {"x_note": null, "x_level": 8}}""")).Expect(HttpStatusCode.OK)["custom"];
        (changed.GetProperty("x_note").ValueKind, changed.GetProperty("x_level").GetInt32(), changed.GetProperty("x_rate").GetDecimal()).ShouldBe((JsonValueKind.Null, 8, 1.25m));
        (await mirror.Control.DumpAsync(model))[created.Id].GetProperty("x_level").GetInt32().ShouldBe(8);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Each_fault_is_named_at_once_and_nothing_is_written(string model, string route, string method)
    {
        var id = await CreateAsync(model);
        var before = (await mirror.Control.DumpAsync(model))[id].ToString();

        var answer = await SendAsync(method, $"{route}/{id}", """
            {"custom": {"x_note": 1, "x_level": 1.5, "x_rate": "much", "x_ok": "yes", "x_day": "31.12.2026", "x_at": "soon", "x_other": "Azure", "x_fixed": "new", "x_needed": null, "x_none": 1}}
            """);

        answer.Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(
            ["custom.x_at", "custom.x_day", "custom.x_fixed", "custom.x_level", "custom.x_needed", "custom.x_none", "custom.x_note", "custom.x_ok", "custom.x_other", "custom.x_rate"]);
        answer["details"].GetProperty("custom.x_none")[0].GetString().ShouldBe("is not a field of this model.");
        answer["details"].GetProperty("custom.x_fixed")[0].GetString().ShouldBe("cannot be written.");
        (await mirror.Control.DumpAsync(model))[id].ToString().ShouldBe(before);
    }

    [Fact]
    public async Task A_selection_takes_its_own_keys_alone()
    {
        var id = await CreateAsync("crm.lead");

        (await SendAsync("PUT", $"/api/crm/leads/{id}", """{"custom": {"x_region": "mars"}}""")).Expect(HttpStatusCode.BadRequest)["details"].GetProperty("custom.x_region")[0].GetString().ShouldBe("must be one of emea, amer, apac.");
        (await SendAsync("PUT", $"/api/opportunities/{id}", """{"custom": {"x_region": "amer"}}""")).Expect(HttpStatusCode.OK)["custom"].GetProperty("x_region").GetString().ShouldBe("amer");
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task What_was_got_can_be_put_back_with_one_own_field_changed(string model, string route, string method)
    {
        var id = await CreateAsync(model);
        var got = (await mirror.Admin.GetAsync($"{route}/{id}")).Expect(HttpStatusCode.OK)["custom"];
        var custom = got.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
        (custom["x_level"], custom["x_needed"]) = (JsonSerializer.SerializeToElement(9), JsonSerializer.SerializeToElement("still"));

        (await SendAsync(method, $"{route}/{id}", JsonSerializer.Serialize(new { custom }))).Expect(HttpStatusCode.OK)["custom"].GetProperty("x_level").GetInt32().ShouldBe(9);
    }

    private async Task<int> CreateAsync(string model)
    {
        var id = await mirror.CreateAsync(model, new { name = "Plain", x_needed = "there" });
        await mirror.SyncCompletelyAsync();
        return id;
    }

    private Task<ApiAnswer> SendAsync(string method, string path, string body) =>
        mirror.Admin.SendAsync(new HttpMethod(method), path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
}
