using System.Globalization;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Sync;

namespace Causeway.Features.Sync;

/// <summary>A run as it goes: on a terminal one line that is written over, in a pipe a line for each tenth.</summary>
internal sealed class SyncScreen(TextWriter output, bool plain)
{
    private const int Width = 30;

    private int tenthsSaid;
    private bool shown;

    public void Begin(OdooConnection connection) => output.WriteLine($"Syncing {connection.Name} ({connection.Url})");

    public void Show(SyncProgress progress)
    {
        var share = progress.Total == 0 ? 0 : Math.Clamp((double)progress.Done / progress.Total, 0, 1);
        if (!plain)
        {
            output.Write($"\r{Bar(share)} {Words(progress, share)}\u001b[K");
            shown = true;
            return;
        }

        var tenths = (int)(share * 10);
        if (tenths > tenthsSaid)
            output.WriteLine(Words(progress, share));
        tenthsSaid = Math.Max(tenths, tenthsSaid);
    }

    public void End(SyncRun run)
    {
        EndLine();
        foreach (var (entity, stats) in run.Stats.Where(pair => IsWorthALine(pair.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            output.WriteLine(Text($"{entity,-16} {stats.Inserted:N0} new, {stats.Updated:N0} changed, {stats.Unchanged:N0} unchanged, {stats.SoftDeleted:N0} deleted, {stats.Quarantined:N0} unreadable"));
            foreach (var error in stats.Errors)
                output.WriteLine($"  {error}");
        }

        var took = Text($"{run.DurationSeconds ?? 0:0.0} s");
        output.WriteLine(run.Status switch
        {
            SyncStatus.Completed => $"Done in {took}.{(run.ErrorMessage is { } warning ? $" {warning}" : "")}",
            SyncStatus.Partial => $"Done in {took}, but not all of it: {run.ErrorMessage}",
            SyncStatus.Cancelled => $"Cancelled after {took}: {run.ErrorMessage}",
            _ => $"Failed after {took}: {run.ErrorMessage}",
        });
    }

    public void Stopped()
    {
        EndLine();
        output.WriteLine("Stopped. The next run goes on from here.");
    }

    private void EndLine()
    {
        if (shown)
            output.WriteLine();
        shown = false;
    }

    private static bool IsWorthALine(EntityStats stats) =>
        stats.Inserted + stats.Updated + stats.Unchanged + stats.SoftDeleted + stats.Quarantined + stats.Errors.Count > 0;

    private static string Bar(double share)
    {
        var full = (int)Math.Round(share * Width);
        return $"[{new string('#', full)}{new string('.', Width - full)}]";
    }

    private static string Words(SyncProgress progress, double share)
    {
        var left = progress.EtaSeconds is { } seconds && progress.Done < progress.Total ? $", {Duration(seconds)} left" : "";
        return Text($"{share,4:P0}  {progress.Done:N0} of {progress.Total:N0} records, {progress.Rate:N0} a second{left}");
    }

    private static string Duration(double seconds) => seconds < 90 ? Text($"{seconds:0} s") : Text($"{seconds / 60:0} min");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
