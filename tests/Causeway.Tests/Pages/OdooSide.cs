using System.Globalization;
using System.Text.Json;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Sandbox;

namespace Causeway.Tests.Pages;

/// <summary>What happens in Odoo itself, behind Causeway's back; and what Odoo then holds.</summary>
internal sealed class OdooSide(SandboxServer odoo, OdooWire admin) : IDisposable
{
    private readonly OdooControl _control = new(odoo.Url);

    /// <summary>Somebody changes an opportunity on Odoo's own pages.</summary>
    public Task WriteLeadAsync(long id, object values) => WriteAsync("crm.lead", id, values);

    public Task WriteAsync(string model, long id, object values) => admin.WriteAsync(model, (int)id, values);

    public Task CreateLeadAsync(string name) => admin.CallAsync("crm.lead", "create", new { vals_list = new[] { new { name, type = "opportunity" } } });

    /// <summary>An activity of somebody's on a record.</summary>
    public async Task PlanAsync(string model, long id, string summary, DateOnly due, long user)
    {
        var of = (await RowsAsync("ir.model")).Single(row => row.GetProperty("model").GetString() == model).GetProperty("id").GetInt64();
        var values = new { res_model_id = of, res_id = id, summary, date_deadline = due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), user_id = user };
        await admin.CallAsync("mail.activity", "create", new { vals_list = new[] { values } });
    }

    public Task DeleteLeadAsync(long id) => admin.CallAsync("crm.lead", "unlink", ids: [(int)id]);

    public async Task<OdooLead> LeadAsync(long id) => (await LeadsAsync()).Single(lead => lead.Id == id);

    public async Task<IReadOnlyList<OdooLead>> LeadsAsync() => [.. (await RowsAsync("crm.lead")).Select(OdooLead.Of)];

    /// <summary>The stages in the order of Odoo's board.</summary>
    public async Task<IReadOnlyList<OdooStage>> StagesAsync() =>
        [.. (await RowsAsync("crm.stage")).Select(OdooStage.Of).OrderBy(stage => stage.Sequence).ThenBy(stage => stage.Id)];

    public async Task<long> StageAsync(string name) => (await StagesAsync()).Single(stage => stage.Name == name).Id;

    /// <summary>Every row of a model as it is stored, archived ones too.</summary>
    public async Task<IEnumerable<JsonElement>> RowsAsync(string model) => (await _control.DumpAsync(model)).Values;

    /// <summary>Calls wait until <see cref="MendAsync"/>: those of one model and method, or all.</summary>
    public Task HoldAsync(string? model = null, string? method = null) => _control.FaultAsync(new { kind = "hold", model, method });

    /// <summary>The next call of a method ends with an error of Odoo's.</summary>
    public Task RefuseAsync(string model, string method, string error, string message) =>
        _control.FaultAsync(new { kind = "error", model, method, error, message, times = 1 });

    /// <summary>Every call is answered as by a proxy whose Odoo is down for an hour: nobody tries again by himself.</summary>
    public Task GoDownAsync() => _control.FaultAsync(new { kind = "status", status = 503, retry_after = 3_600 });

    /// <summary>Odoo runs, and its PostgreSQL does not.</summary>
    public Task LoseDatabaseAsync() => _control.FaultAsync(new { kind = "error" });

    public Task ForbidAsync(string login, string model, string right) => _control.ForbidAsync(login, model, right);

    /// <summary>A record rule takes every record of a model from the connection's account.</summary>
    public Task HideAsync(string model) => _control.RuleAsync(odoo.Admin.Login, model, new object[] { new object[] { "id", "=", 0 } });

    public Task ShowAsync() => _control.ClearRulesAsync();

    /// <summary>Reading this record raises, as when an addon computes a field badly.</summary>
    public Task PoisonAsync(string model, long id, string message) => _control.PoisonAsync(new { model, id, message });

    public Task CureAsync() => _control.ClearPoisonAsync();

    /// <summary>An UPDATE in SQL, which no write_date tells of.</summary>
    public Task UpdateInSqlAsync(string model, long id, object values) => _control.UpdateAsync(model, [id], values);

    /// <summary>As if none of it had been.</summary>
    public async Task MendAsync()
    {
        await _control.ClearFaultsAsync();
        await _control.AllowAllAsync();
    }

    public void Dispose() => _control.Dispose();
}
