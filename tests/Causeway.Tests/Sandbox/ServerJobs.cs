using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;

namespace Causeway.Tests.Sandbox;

/// <summary>
/// What happens inside an Odoo without a client: by the sandbox's control endpoint, or on a real server by code that its
/// administrator puts into a scheduled job or a server action and takes away again.
/// </summary>
internal sealed class ServerJobs(OdooTarget odoo)
{
    private const int OdooBot = 1;

    /// <summary>A recomputation of one lead by the ORM, as a job of OdooBot.</summary>
    public Task RecomputeAsync(int lead) => odoo.IsSandbox
        ? PostAsync("recompute", new { shift = 1, ids = new[] { lead } })
        : RunAsOdooBotAsync(string.Create(CultureInfo.InvariantCulture, $"env['crm.lead'].browse({lead}).write(dict(automated_probability=1.5))"));

    /// <summary>
    /// The nightly scoring of one lead. On a real server the job's own method, made to find this lead alone: it takes what
    /// was created since a date, and no other lead is of that century.
    /// </summary>
    public Task ScoreAsync(int lead) => odoo.IsSandbox
        ? PostAsync("recompute", new { shift = 1, ids = new[] { lead }, stamped = false })
        : RunAsOdooBotAsync(string.Create(CultureInfo.InvariantCulture, $"""
            env.cr.execute("update crm_lead set create_date = '2199-01-01' where id = {lead}")
            env.invalidate_all()
            start = env['ir.config_parameter'].get_param('crm.pls_start_date')
            env['ir.config_parameter'].set_param('crm.pls_start_date', '2198-01-01')
            env['crm.lead']._update_automated_probabilities()
            env['ir.config_parameter'].set_param('crm.pls_start_date', start)
            """));

    /// <summary>A transaction that writes to a lead and has not committed yet; the answer ends it.</summary>
    public async Task<Func<Task>> BeginWriteAsync(int lead, string referred)
    {
        if (odoo.IsSandbox)
        {
            var open = await PostAsync("transactions", new { model = "crm.lead", method = "write", args = new object[] { new[] { lead }, new { referred } } });
            return () => PostAsync($"transactions/{open!["transaction"]}/commit", new { });
        }

        var records = odoo.Records();
        var action = await ActionAsync(records, string.Create(CultureInfo.InvariantCulture, $"""
            env.cr.execute("select pg_sleep(2)")
            env['crm.lead'].browse({lead}).write(dict(referred='{referred}'))
            """));
        var running = odoo.Admin.CallAsync("ir.actions.server", "run", ids: [action]);
        return async () =>
        {
            await using var _ = records;
            await running;
        };
    }

    /// <summary>Runs code as the administrator; on a real server alone.</summary>
    public async Task RunAsync(string code)
    {
        await using var records = odoo.Records();
        await odoo.Admin.CallAsync("ir.actions.server", "run", ids: [await ActionAsync(records, code)]);
    }

    private async Task<int> ActionAsync(MadeRecords records, string code) =>
        await records.CreateAsync("ir.actions.server", new { name = records.Mark, model_id = await ModelAsync(), state = "code", code });

    private async Task RunAsOdooBotAsync(string code)
    {
        await using var records = odoo.Records();
        // Not due, else the server's own scheduler takes it first.
        var job = await records.CreateAsync("ir.cron", new { name = records.Mark, model_id = await ModelAsync(), state = "code", code, user_id = OdooBot, interval_type = "days", nextcall = "2199-01-01 00:00:00" });
        await odoo.Admin.CallAsync("ir.cron", "method_direct_trigger", ids: [job]);
    }

    private async Task<int> ModelAsync() =>
        (await odoo.Admin.SearchAsync("ir.model", new object[] { new object[] { "model", "=", "crm.lead" } })).ShouldHaveSingleItem();

    private async Task<JsonNode?> PostAsync(string path, object body)
    {
        using var answer = await odoo.Http.PostAsJsonAsync(new Uri($"/sandbox/{path}", UriKind.Relative), body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text);
    }
}
