using System.Globalization;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Sync;

namespace Causeway.Features.Sync;

/// <summary>A run as it goes, and what came of it.</summary>
internal sealed class SyncScreen(TextWriter output, bool plain)
{
    private readonly ProgressLine line = new(output, plain);

    public void Begin(OdooConnection connection) => output.WriteLine($"Syncing {connection.Name} ({connection.Url})");

    public void Show(SyncProgress progress) => line.Show(progress);

    public void End(SyncRun run)
    {
        line.End();
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
        line.End();
        output.WriteLine("Stopped. The next run goes on from here.");
    }

    private static bool IsWorthALine(EntityStats stats) =>
        stats.Inserted + stats.Updated + stats.Unchanged + stats.SoftDeleted + stats.Quarantined + stats.Errors.Count > 0;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
