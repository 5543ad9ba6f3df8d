using System.CommandLine;
using Causeway.Platform.Settings;

namespace Causeway.Features.Doctor;

/// <summary><c>causeway doctor</c>: everything that a start needs, looked at without changing it.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Look at everything that a start needs, and say what to mend.");
        command.SetAction((parsed, cancellationToken) => RunAsync(LoadedSettings.Load(), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    /// <returns>The exit code: 1 when something is wrong.</returns>
    public static async Task<int> RunAsync(LoadedSettings loaded, TextWriter output, CancellationToken cancellationToken)
    {
        var wrong = false;
        await foreach (var finding in ExamineAsync(loaded, cancellationToken))
        {
            await output.WriteLineAsync(finding.ToString().AsMemory(), cancellationToken);
            wrong |= finding.Verdict == Verdict.Wrong;
        }

        return wrong ? 1 : 0;
    }

    private static async IAsyncEnumerable<Finding> ExamineAsync(
        LoadedSettings loaded, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var finding in OfSettings(loaded))
            yield return finding;
        yield return OfPages();
        yield return await PortExam.RunAsync(loaded.Settings, cancellationToken);

        await using var database = new DatabaseExam(loaded.Settings);
        await foreach (var finding in database.RunAsync(cancellationToken))
            yield return finding;
        if (database.DataSource is { } reached)
            yield return await SecretsExam.RunAsync(loaded.Settings, reached, cancellationToken);
        await foreach (var finding in OdooExam.RunAsync(loaded.Settings, database.DataSource, cancellationToken))
            yield return finding;
    }

    private static IEnumerable<Finding> OfSettings(LoadedSettings loaded) =>
        loaded.Problems.Count > 0
            ? loaded.Problems.Select(problem => new Finding(Verdict.Wrong, "settings", problem))
            : [new Finding(Verdict.Ok, "settings", $"{loaded.Sources.Values.Count(source => source != SettingSource.Default)} set, the rest by default")];

    private static Finding OfPages() =>
        File.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot", "index.html"))
            ? new Finding(Verdict.Ok, "pages", "built")
            : new Finding(Verdict.Warning, "pages", "not built, so that only the API is served; ./causeway builds them");
}
