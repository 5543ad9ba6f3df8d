using System.Globalization;
using Causeway.Features.Sync;
using Causeway.Mirror.Sync;
using Causeway.Platform;
using Causeway.Sandbox;

namespace Causeway.Features.Demo;

/// <summary>What the demo says: on a terminal a bar that fills, elsewhere a line for each tenth.</summary>
internal sealed class DemoScreen(TextWriter output, bool plain)
{
    private readonly ProgressLine line = new(output, plain);

    public void Say(string line) => output.WriteLine(line);

    public void Show(SyncProgress progress) => line.Show(progress);

    public void End(SyncRun run)
    {
        if (run.Progress is { } progress)
            Show(progress);
        line.End();
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
}
