using System.Globalization;
using Causeway.Mirror.Sync;

namespace Causeway.Features.Sync;

/// <summary>How far a run is: on a terminal one line that is written over, in a pipe a line for each tenth.</summary>
internal sealed class ProgressLine(TextWriter output, bool plain)
{
    private const int Width = 30;

    private int tenthsSaid;
    private long totalSaid;
    private bool shown;

    public void Show(SyncProgress progress)
    {
        var share = progress.Total == 0 ? 0 : Math.Clamp((double)progress.Done / progress.Total, 0, 1);
        if (!plain)
        {
            output.Write($"\r{Bar(share)} {Words(progress, share)}\u001b[K");
            shown = true;
        }
        else if (IsNews(progress, (int)(share * 10)))
        {
            output.WriteLine(Words(progress, share));
        }
    }

    /// <summary>Leaves the line as it is.</summary>
    public void End()
    {
        if (shown)
            output.WriteLine();
        shown = false;
    }

    /// <summary>What there is to read grows as models are begun: the whole of it may come more than once.</summary>
    private bool IsNews(SyncProgress progress, int tenths)
    {
        var isNews = tenths > tenthsSaid || (tenths == 10 && progress.Total > totalSaid);
        if (isNews)
            (tenthsSaid, totalSaid) = (tenths, progress.Total);
        return isNews;
    }

    private static string Bar(double share)
    {
        var full = (int)Math.Round(share * Width);
        return $"[{new string('#', full)}{new string('.', Width - full)}]";
    }

    private static string Words(SyncProgress progress, double share)
    {
        var left = progress.EtaSeconds is { } seconds && progress.Done < progress.Total ? $", {Duration(seconds)} left" : "";
        return Text($"{share,6:P0}  {progress.Done:N0} of {progress.Total:N0} records, {progress.Rate:N0} a second{left}");
    }

    private static string Duration(double seconds) => seconds < 90 ? Text($"{seconds:0} s") : Text($"{seconds / 60:0} min");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
