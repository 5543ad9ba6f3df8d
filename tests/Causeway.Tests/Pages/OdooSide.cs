using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Sandbox;
using Causeway.Tests.Sandbox;
using Shouldly;

namespace Causeway.Tests.Pages;

/// <summary>What happens in Odoo itself, behind Causeway's back; and what Odoo then holds.</summary>
internal sealed class OdooSide : IDisposable
{
    private readonly HttpClient _http;
    private readonly OdooWire _wire;

    public OdooSide(SandboxServer odoo)
    {
        _http = new HttpClient { BaseAddress = new Uri(odoo.Url) };
        _wire = new OdooWire(_http, "json2", odoo.Database, odoo.Admin.Id, odoo.Admin.Login, odoo.Admin.ApiKey);
    }

    /// <summary>Somebody changes an opportunity on Odoo's own pages.</summary>
    public Task WriteLeadAsync(long id, object values) => WriteAsync("crm.lead", id, values);

    public async Task WriteAsync(string model, long id, object values) =>
        await _wire.CallAsync(model, "write", new { vals = values }, [(int)id]);

    public async Task DeleteLeadAsync(long id) => await _wire.CallAsync("crm.lead", "unlink", ids: [(int)id]);

    public async Task<OdooLead> LeadAsync(long id) => (await LeadsAsync()).Single(lead => lead.Id == id);

    public async Task<IReadOnlyList<OdooLead>> LeadsAsync() => [.. (await DumpAsync("crm.lead")).Select(OdooLead.Of)];

    /// <summary>The stages in the order of Odoo's board.</summary>
    public async Task<IReadOnlyList<OdooStage>> StagesAsync() =>
        [.. (await DumpAsync("crm.stage")).Select(OdooStage.Of).OrderBy(stage => stage.Sequence).ThenBy(stage => stage.Id)];

    public async Task<long> StageAsync(string name) => (await StagesAsync()).Single(stage => stage.Name == name).Id;

    /// <summary>Every row of a model as it is stored, archived ones too.</summary>
    public async Task<JsonElement[]> DumpAsync(string model) => (await _http.GetFromJsonAsync<JsonElement[]>($"/sandbox/dump/{model}"))!;

    /// <summary>The next calls of a method are answered only when the clock has passed this.</summary>
    public Task SlowDownAsync(string model, string method, TimeSpan by, int times = 1) =>
        SendAsync("faults", new { kind = "latency", model, method, milliseconds = by.TotalMilliseconds, times });

    /// <summary>The next call of a method ends with an error of Odoo's.</summary>
    public Task RefuseAsync(string model, string method, string error, string message) =>
        SendAsync("faults", new { kind = "error", model, method, error, message, times = 1 });

    /// <summary>Every call is answered with an HTTP status, as by a proxy whose Odoo is down for an hour: nobody tries again by himself.</summary>
    public Task GoDownAsync() => SendAsync("faults", new { kind = "status", status = 503, retry_after = 3_600 });

    public Task MendAsync() => SendAsync("faults", null, HttpMethod.Delete);

    /// <summary>Takes a right from one user, whatever their groups say, until <see cref="AllowAllAsync"/>.</summary>
    public Task ForbidAsync(string login, string model, string right) => SendAsync("access", new { login, model, rights = new[] { right } });

    public Task AllowAllAsync() => SendAsync("access", null, HttpMethod.Delete);

    public void Dispose() => _http.Dispose();

    private async Task SendAsync(string path, object? body, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, $"/sandbox/{path}");
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var answer = await _http.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }
}
