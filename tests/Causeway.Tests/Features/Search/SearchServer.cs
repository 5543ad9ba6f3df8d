using System.Net;
using System.Text.Json;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Npgsql;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Search;

/// <summary>A sandbox company with its mirror, and records whose names are hard to type.</summary>
public sealed class SearchServer(TestCluster cluster) : IAsyncLifetime
{
    private TestDatabase database = null!;

    internal NpgsqlDataSource Database => database.DataSource;

    internal MirrorServer Mirror { get; private set; } = null!;

    /// <summary>A salesperson.</summary>
    internal Api Lukas { get; private set; } = null!;

    /// <summary>One of another team.</summary>
    internal Api Pieter { get; private set; } = null!;

    /// <summary>A posted invoice, which nobody but administrators and its own people see.</summary>
    internal string InvoiceNumber { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        database = await cluster.NewDatabaseAsync();
        Mirror = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions());
        foreach (var (name, city, phone) in Companies)
            await Mirror.CreateAsync("res.partner", new { name, city, phone, is_company = true, email = $"office@{name.Split(' ')[0].ToLowerInvariant()}.example" });
        foreach (var name in Persons)
            await Mirror.CreateAsync("res.partner", new { name });
        await LeadAsync("Quartzite countertops", "lukas.berg");
        await LeadAsync("Quartzite tiles for Pieter", "pieter.jansen");
        await LeadAsync("100% sure_thing: quotes \" and 'ticks'", "lukas.berg");
        await Mirror.SyncCompletelyAsync();
        (Lukas, Pieter) = (await Mirror.SignInAsync("lukas.berg"), await Mirror.SignInAsync("pieter.jansen"));
        InvoiceNumber = (await Mirror.Control.DumpAsync("account.move")).Values.First(move => move.GetProperty("state").GetString() == "posted").GetProperty("name").GetString()!;
        await AddTaskAsync("Café Zürichberg", "Follow-up call");
    }

    private static readonly (string Name, string City, string Phone)[] Companies =
    [
        ("Zürcher Kantonalwerke", "Zürich", "+41 44 668 18 00"),
        ("Zurich Insurance Broker", "Zurich", "044 668 18 99"),
        ("Huta Szkła Łódź", "Łódź", "+48 42 631 28 00"),
        ("شركة أحمد للتجارة", "الرياض", "+966 11 464 5555"),
        ("上海张江科技有限公司", "上海", "+86 21 5080 1234"),
        ("Straße & Söhne", "Köln", "0221/4710-815"),
    ];

    private static readonly string[] Persons = ["Jürgen Müller", "Renée Lefèvre", "Magdalena Brzęczyszczykiewicz", "Ольга Соколова"];

    private async Task LeadAsync(string name, string login)
    {
        var user = Mirror.Odoo.Users.Single(one => one.Login == login).Id;
        var id = await Mirror.CreateAsync("crm.lead", new { name, user_id = user });
        await Mirror.Control.UpdateAsync("crm.lead", [id], new { user_id = user, team_id = false, company_id = false });
    }

    private async Task AddTaskAsync(string entity, string type)
    {
        var me = (await Lukas.GetAsync("/api/auth/me"))["user"].GetProperty("id").GetString();
        (await Lukas.PostAsync("/api/tasks", new { entity_name = entity, task_type = type, task_time = "2030-01-01T10:00:00Z", contact_person_id = me })).Expect(HttpStatusCode.Created);
    }

    internal async Task<IReadOnlyList<JsonElement>> HitsAsync(string q, string? type = null, Api? by = null, int limit = 20)
    {
        var answer = (await (by ?? Mirror.Admin).GetAsync($"/api/search?limit={limit}&q={Uri.EscapeDataString(q)}{(type is null ? "" : $"&types={type}")}")).Expect(HttpStatusCode.OK);
        answer["q"].GetString().ShouldBe(q.Trim());
        return [.. answer["groups"].EnumerateArray().SelectMany(group => group.GetProperty("hits").EnumerateArray())];
    }

    internal async Task<IReadOnlyList<string?>> TitlesAsync(string q, string? type = null, Api? by = null) =>
        [.. (await HitsAsync(q, type, by)).Select(hit => hit.GetProperty("title").GetString())];

    public async ValueTask DisposeAsync()
    {
        await Mirror.DisposeAsync();
        await database.DisposeAsync();
    }
}
