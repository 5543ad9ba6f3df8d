using System.Globalization;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Proof;

namespace Causeway.Features.Verify;

/// <summary>A comparison as it goes: on a terminal one line that is written over, in a pipe a line for each model.</summary>
internal sealed class VerifyScreen(TextWriter output, bool plain)
{
    private const int Width = 30;
    private const int MostLines = 50;

    private bool shown;
    private string? said;

    public void Begin(OdooConnection connection, bool full) =>
        output.WriteLine($"Comparing the mirror of {connection.Name} ({connection.Url}) with it, {(full ? "every field of every record" : "by ids and dates")}");

    public void Show(VerificationProgress progress)
    {
        if (plain)
        {
            if (progress.Model != said)
                output.WriteLine(Text($"{progress.Model}, {progress.Total:N0} records"));
            said = progress.Model;
            return;
        }

        var share = progress.Total == 0 ? 1 : (double)progress.Done / progress.Total;
        var full = (int)Math.Round(share * Width);
        output.Write(Text($"\r[{new string('#', full)}{new string('.', Width - full)}] {share,4:P0}  {progress.Model}, {progress.Done:N0} of {progress.Total:N0}\u001b[K"));
        shown = true;
    }

    public void End(VerificationReport report)
    {
        EndLine();
        foreach (var difference in report.Differences.Take(MostLines))
            output.WriteLine(Text($"{difference.Model} {difference.Id} is {Words(difference)}"));
        if (report.Count > MostLines)
            output.WriteLine(Text($"... and {report.Count - MostLines:N0} more"));
        if (report.Pending > 0)
            output.WriteLine(Text($"{report.Pending:N0} records changed since the last sync; the next one brings them."));
        output.WriteLine(report.Equal
            ? Text($"Equal: {report.Compared.Values.Sum():N0} records of {report.Compared.Count} models.")
            : Text($"Different: {report.Count:N0} of {report.Compared.Values.Sum():N0} records. The next proof sees to ids and dates, the scrub to the rest."));
    }

    public void EndLine()
    {
        if (shown)
            output.WriteLine();
        shown = false;
    }

    private static string Words(Difference difference) => difference.Kind switch
    {
        "missing" => "missing here",
        "extra" => "here, and not in Odoo",
        _ when difference.Fields.Length == 0 => "older or newer here",
        _ => $"different in {string.Join(", ", difference.Fields)}",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
