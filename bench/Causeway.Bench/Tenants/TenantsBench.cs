using System.Globalization;
using Causeway.Bench.Processes;
using Causeway.Platform.Database;
using Causeway.Platform.Database.Private;

namespace Causeway.Bench.Tenants;

/// <summary>
/// Many connections of one server to one sandbox, each with its turn every five minutes and with nothing new: processor time
/// and memory of the server and of its PostgreSQL, the sandbox apart, and the longest lag of any large model.
/// </summary>
internal static class TenantsBench
{
    private const int Leads = 100;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(BenchOptions options, CancellationToken cancel)
    {
        using var scratch = new Scratch(options);
        await using var sandbox = await SandboxProcess.StartAsync(options.Leads ?? Leads, options.Port + 1, cancel);
        // The ceilings are for one Odoo with people in it; here one sandbox stands for a thousand.
        await using var server = await ServerProcess.StartAsync(
            scratch.Path, options.Port, odoo: null, cancel, ("ODOO_CALLS_PER_MINUTE", "1000000"), ("ODOO_CALLS_IN_FLIGHT", "16"));
        await using var database = DataSources.Create(ConnectionStrings.WithDefaults(ConnectionStrings.Parse((await PrivatePostgres.FindRunningAsync(scratch.Path, cancel))!)));
        var fleet = new Fleet(server, sandbox.Odoo, database);
        Console.WriteLine($"connecting {options.Tenants} times, each with its first read");
        await fleet.ConnectAsync(options.Tenants, cancel);
        // One whole round, in which each has had its turn by the schedule.
        await Task.Delay(TimeSpan.FromMinutes(5), cancel);
        await MeasureAsync(options, server, sandbox, fleet, ProcessFigures.Postmaster(scratch.Path), cancel);
    }

    private static async Task MeasureAsync(BenchOptions options, ServerProcess server, SandboxProcess sandbox, Fleet fleet, int postmaster, CancellationToken cancel)
    {
        var (began, before, lag) = (DateTimeOffset.UtcNow, Cpu(), TimeSpan.Zero);
        var end = began + TimeSpan.FromMinutes(options.Minutes);
        while (DateTimeOffset.UtcNow < end)
        {
            await Task.Delay(Look, cancel);
            var seen = await fleet.LongestLagAsync(cancel);
            lag = seen > lag ? seen : lag;
        }

        var (elapsed, after) = ((DateTimeOffset.UtcNow - began).TotalSeconds, Cpu());
        var table = new Table($"{options.Tenants} connections, {options.Minutes} min", "one core", "memory");
        table.Add("server", Share(after.Server - before.Server), $"{ProcessFigures.ResidentMegabytes(server.Id):0} MB (peak {ProcessFigures.PeakMegabytes(server.Id):0})");
        table.Add("its PostgreSQL", Share(after.Database - before.Database), "");
        table.Add("sandbox", Share(after.Sandbox - before.Sandbox), $"{ProcessFigures.ResidentMegabytes(sandbox.Id):0} MB");
        table.Print();
        var runs = await fleet.RunsSinceAsync(began, cancel);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"longest lag {lag.TotalSeconds:0} s; {runs}"));

        (double Server, double Database, double Sandbox) Cpu() =>
            (ProcessFigures.CpuSeconds(server.Id), ProcessFigures.CpuSecondsOfChildren(postmaster), ProcessFigures.CpuSeconds(sandbox.Id));

        string Share(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{100 * seconds / elapsed:0.0} %");
    }
}
