using System.Net;
using System.Text.Json;

namespace Causeway.Tests.Conformance;

/// <summary>What the lines of the contract's tables are about, made anew for each.</summary>
internal sealed class ContractRecords(ConformanceServer server)
{
    private const string Task = """{"entity_name":"Northwind","task_type":"Call","task_time":"2030-01-01T10:00:00Z","contact_person_id":"<person>"}""";

    public async Task<string> MakeAsync(string name) => name switch
    {
        "lead" => $"{await server.AddLeadAsync()}",
        "plain-lead" => await AddAsync("/api/crm/leads", new { name = "Not qualified yet", type = "lead", user_id = server.LukasUid }),
        "lost-lead" => await LostAsync(),
        "activity" => await AddAsync("/api/activities", new { res_model = "crm.lead", res_id = await server.AddLeadAsync(), summary = "Call them", user_id = server.LukasUid }),
        "account" => await AddAsync("/api/contacts", new { name = "A company of the contract", is_company = true }),
        "contact" => await AddAsync("/api/contacts", new { name = "A person of the contract" }),
        "invoice" => await FirstAsync("/api/invoices", "invoices"),
        "product" => await FirstAsync("/api/products", "products"),
        "stage" => await FirstAsync("/api/crm/stages", "stages"),
        "team" => await FirstAsync("/api/crm/teams", "teams"),
        "tag" => await FirstAsync("/api/crm/tags", "tags"),
        "reason" => await FirstAsync("/api/crm/lost-reasons", "lost_reasons"),
        "uid" => $"{server.LukasUid}",
        "stranger" => $"{server.Person("pieter.jansen").Id}",
        "person" => await ConformanceServer.IdAsync(server.Lukas),
        "user" => (await server.RegisterAsync()).Id,
        "admin" => await ConformanceServer.IdAsync(server.Admin),
        "task" => (await server.Lukas.PostAsync("/api/tasks", await FilledTaskAsync())).Expect(HttpStatusCode.Created)["task"].GetProperty("id").GetString()!,
        "view" => (await server.Lukas.PostAsync("/api/views", new { name = $"{Guid.NewGuid()}", resource = "leads", shared = true })).Expect(HttpStatusCode.Created)["id"].GetString()!,
        "token" => (await server.Lukas.PostAsync("/api/auth/tokens", new { name = "contract", scopes = new[] { "read" } })).Expect(HttpStatusCode.Created)["api_token"].GetProperty("id").GetString()!,
        "sync" => server.SyncId,
        "connection" => $"{server.Mirror.ConnectionId}",
        "key" => server.Person("lukas.berg").ApiKey,
        "name" => $"n{Guid.NewGuid():n}"[..20],
        "nowhere" => $"{Guid.NewGuid()}",
        _ => throw new FormatException($"Nothing is called <{name}>."),
    };

    private async Task<JsonElement> FilledTaskAsync() =>
        JsonDocument.Parse(Task.Replace("<person>", await MakeAsync("person"), StringComparison.Ordinal)).RootElement;

    private async Task<string> LostAsync()
    {
        var lead = await server.AddLeadAsync();
        (await server.Lukas.PostAsync($"/api/crm/leads/{lead}/lost")).Expect(HttpStatusCode.OK);
        return $"{lead}";
    }

    private async Task<string> AddAsync(string route, object body) => $"{(await server.Admin.PostAsync(route, body)).Expect(HttpStatusCode.Created).Id}";

    private async Task<string> FirstAsync(string route, string collection) => $"{(await server.Admin.GetAsync($"{route}?per_page=1")).Expect(HttpStatusCode.OK).Ids(collection)[0]}";
}
