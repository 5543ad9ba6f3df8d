using System.Globalization;
using Causeway.Mirror.Sync;
using Causeway.Platform;
using Causeway.Sandbox;

namespace Causeway.Features.Demo;

/// <summary>What the demo says: on a terminal a bar that fills, elsewhere a line for each tenth.</summary>
internal sealed class DemoScreen(TextWriter output, bool plain)
{
    private const int Width = 40;

    private int _tenthsSaid;

    public void Say(string line) => output.WriteLine(line);

    public void Show(SyncProgress progress)
    {
        var share = progress.Total == 0 ? 0 : Math.Clamp((double)progress.Done / progress.Total, 0, 1);
        if (!plain)
        {
            output.Write($"\r{Bar(share)} {Words(progress, share)}\u001b[K");
            return;
        }

        var tenths = (int)(share * 10);
        if (tenths > _tenthsSaid)
            output.WriteLine($"  {Words(progress, share)}");
        _tenthsSaid = Math.Max(tenths, _tenthsSaid);
    }

    public void End(SyncRun run)
    {
        if (run.Progress is { } progress)
            Show(progress);
        if (!plain)
            output.WriteLine();
        var seconds = (run.DurationSeconds ?? 0).ToString("0.0", CultureInfo.InvariantCulture);
        output.WriteLine(run.Status switch
        {
            SyncStatus.Completed => $"Done in {seconds} s.",
            SyncStatus.Partial => $"Done in {seconds} s, but not all of it: {run.ErrorMessage}",
            _ => $"That {run.Status.ToString().ToLowerInvariant()}: {run.ErrorMessage}",
        });
    }

    public void Welcome(string address, SandboxServer sandbox)
    {
        output.WriteLine(
            $"""

            Causeway {ProgramVersion.Text} is at {address.Replace("[::]", "127.0.0.1", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)}

            Sign in as the administrator:
              {"admin",-18} {DemoCommand.AdminPassword}

            or with Odoo, as one of its people, by their API key:
            """);
        foreach (var user in sandbox.Users)
            output.WriteLine($"  {user.Login,-18} {user.ApiKey}  {user.Name}{(user.Team is null ? "" : $", {user.Team}")}");
        output.WriteLine(
            $"""

            Odoo's stand-in is at {sandbox.Url}, database {sandbox.Database}.
            Every start of the demo begins anew. Ctrl+C ends it.
            """);
    }

    private static string Bar(double share)
    {
        var full = (int)Math.Round(share * Width);
        return $"[{new string('#', full)}{new string('.', Width - full)}]";
    }

    private static string Words(SyncProgress progress, double share) => string.Create(
        CultureInfo.InvariantCulture,
        $"{share,4:P0}  {progress.Done:N0} of {progress.Total:N0} records, {progress.Rate:N0} a second");
}
