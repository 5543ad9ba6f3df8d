using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Causeway.Bench.Backfill;
using Causeway.Bench.Processes;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Proof;
using Dapper;

namespace Causeway.Bench.Proof;

/// <summary>
/// How many calls the alarm needs to name so many differences, next to a listing of every record by pages: leads whose
/// write_dates spread over a year, and leads that one recomputation stamped with one second.
/// </summary>
internal static class ProofBench
{
    private const int TargetLeads = 100_000;

    /// <summary>As a listing asks for: no server gives more at a time without trouble.</summary>
    private const int ListPage = 10_000;

    public static async Task RunAsync(BenchOptions options, CancellationToken cancel)
    {
        var leads = options.Leads ?? TargetLeads;
        await using var sandbox = await SandboxProcess.StartAsync(leads, options.Port + 1, cancel);
        using var scratch = new Scratch(options);
        await using var mirror = await ModelMirror.OpenAsync(scratch.Path, sandbox.Odoo, DefaultModels.Lead, cancel);
        using var control = new HttpClient { BaseAddress = sandbox.Odoo.Url };
        await mirror.ReadAsync(cancel);
        var ids = await IdsAsync(mirror, cancel);

        await StampAsync(control, ids.Chunk((ids.Length / 365) + 1), cancel);
        await MeasureAsync("over a year", mirror, ids, cancel);
        await StampAsync(control, [ids], cancel);
        await MeasureAsync("all in one second", mirror, ids, cancel);
    }

    private static async Task MeasureAsync(string spread, ModelMirror mirror, long[] ids, CancellationToken cancel)
    {
        await mirror.ReadAsync(cancel);
        var table = new Table($"{ids.Length} leads {spread}", "calls", "a listing's", "seconds");
        foreach (var differences in new[] { 0, 1, 10, 1_000 })
        {
            var chosen = Random.Shared.GetItems(ids, differences).Distinct().ToArray();
            await DifferAsync(mirror, chosen, cancel);
            var (calls, began) = (mirror.Calls, Stopwatch.GetTimestamp());
            var named = await new Alarm(mirror.Proved()).FindAsync(DateTime.UtcNow.Date.AddDays(-2), [], cancel);
            var took = Stopwatch.GetElapsedTime(began);
            if (!named.Ids.Order().SequenceEqual(chosen.Order()))
                throw new InvalidOperationException($"The alarm named {named.Ids.Count} records where {chosen.Length} differ.");
            table.Add($"{differences} differ", Text(mirror.Calls - calls), Text((ids.Length / ListPage) + 1), took.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture));
            await RestoreAsync(mirror, chosen, cancel);
        }

        table.Print();
    }

    /// <summary>Gives each group of leads a write_date of its own, a day apart.</summary>
    private static async Task StampAsync(HttpClient control, IEnumerable<long[]> groups, CancellationToken cancel)
    {
        var day = DateTime.UtcNow.Date.AddDays(-4);
        foreach (var group in groups)
        {
            var stamp = day.AddHours(9.5).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            using var answer = await control.PostAsJsonAsync("/sandbox/sql", new { model = "crm.lead", ids = group, values = new { write_date = stamp } }, cancel);
            answer.EnsureSuccessStatusCode();
            day = day.AddDays(-1);
        }
    }

    private static async Task<long[]> IdsAsync(ModelMirror mirror, CancellationToken cancel)
    {
        await using var db = await mirror.OpenConnectionAsync(cancel);
        return [.. await db.QueryAsync<long>("select id from odoo.crm_lead order by id")];
    }

    /// <summary>Every second one is lacking here, the others stand under another date.</summary>
    private static async Task DifferAsync(ModelMirror mirror, long[] ids, CancellationToken cancel)
    {
        await using var db = await mirror.OpenConnectionAsync(cancel);
        await db.ExecuteAsync(
            """
            create table odoo.bench_kept as select * from odoo.crm_lead where id = any(@ids);
            delete from odoo.crm_lead where id = any(@ids) and id % 2 = 0;
            update odoo.crm_lead set write_date = write_date - make_interval(days => 1 + (id % 300)::int) where id = any(@ids);
            """,
            new { ids });
    }

    private static async Task RestoreAsync(ModelMirror mirror, long[] ids, CancellationToken cancel)
    {
        await using var db = await mirror.OpenConnectionAsync(cancel);
        await db.ExecuteAsync(
            """
            delete from odoo.crm_lead where id = any(@ids);
            insert into odoo.crm_lead select * from odoo.bench_kept;
            drop table odoo.bench_kept;
            """,
            new { ids });
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
