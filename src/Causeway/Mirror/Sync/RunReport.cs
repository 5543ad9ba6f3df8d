using System.Collections.Concurrent;
using System.Text.Json;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Sync.Unreadable;
using Causeway.Odoo;

namespace Causeway.Mirror.Sync;

/// <summary>What a run tells of itself while it goes and when it has ended.</summary>
internal sealed class RunReport(Guid run, SyncRuns runs, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentQueue<ModelProgress> models = [];
    private readonly long began = time.GetTimestamp();

    /// <summary>A failure of the connection as a whole: wrong credentials, no such host. No other model fares better.</summary>
    public OdooException? ConnectionFailure { get; private set; }

    public string? ErrorKind { get; private set; }

    public string? ErrorMessage { get; private set; }

    /// <summary>Who has asked the run to end; null while nobody has.</summary>
    public string? CancelledBy { get; private set; }

    public ModelProgress Begin(MirrorModel model)
    {
        var progress = new ModelProgress(model.Name, model.Entity);
        models.Enqueue(progress);
        return progress;
    }

    /// <summary>The pass over a model; null where this run has none.</summary>
    public ModelProgress? Of(MirrorModel model) => models.FirstOrDefault(progress => progress.Model == model.Name);

    public void Note(OdooException exception, string advice)
    {
        ErrorKind ??= JsonNamingPolicy.SnakeCaseLower.ConvertName(exception.Kind.ToString());
        ErrorMessage ??= advice;
        if (IsOfTheConnection(exception))
            ConnectionFailure ??= exception;
    }

    /// <summary>The connection was stopped: nothing of the run counts until an administrator has decided.</summary>
    public bool IsRefused { get; private set; }

    public void Refuse(string kind, string message) => (IsRefused, ErrorKind, ErrorMessage) = (true, kind, message);

    /// <summary>True for what no other model would fare better with.</summary>
    public static bool IsOfTheConnection(OdooException exception) => exception.Kind is
        OdooErrorKind.BadCredentials or OdooErrorKind.NoDatabase or OdooErrorKind.Unreachable or OdooErrorKind.NotOdoo or OdooErrorKind.RateLimited;

    /// <summary>Writes the progress twice a second until told to stop, and ends the run when somebody asks for that.</summary>
    public async Task KeepAsync(CancellationTokenSource ending, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await WriteAsync(cancellationToken);
                if (CancelledBy is not null)
                    await ending.CancelAsync();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Told to stop; the last word is the caller's.
        }
    }

    public async Task WriteAsync(CancellationToken cancellationToken) =>
        CancelledBy = await runs.ReportAsync(run, Progress(), Stats(), cancellationToken);

    public SyncStatus Outcome()
    {
        if (ErrorKind is null && models.FirstOrDefault(IsIncomplete) is { } incomplete)
            (ErrorKind, ErrorMessage) = ("unreadable", Unreadable(incomplete));
        if (ErrorKind is null)
        {
            ErrorMessage = models.Select(model => model.Warning).FirstOrDefault(warning => warning is not null);
            return SyncStatus.Completed;
        }

        return IsRefused || ConnectionFailure is not null || models.All(model => model.Error is not null) ? SyncStatus.Failed : SyncStatus.Partial;
    }

    private static bool IsIncomplete(ModelProgress model) => model.Quarantined > 0 || model.BrokenFields.Count > 0;

    private static string Unreadable(ModelProgress model) => model.Quarantined > 0
        ? $"{model.Model}: Odoo cannot read {model.Quarantined} {(model.Quarantined == 1 ? "record" : "records")}; the quarantine has its words."
        : $"{model.Model}: Odoo cannot read {string.Join(", ", model.BrokenFields)} of any record; the last values stay.";

    private SyncProgress Progress()
    {
        var (done, total) = (models.Sum(model => model.Done), models.Sum(model => model.Total));
        var seconds = time.GetElapsedTime(began).TotalSeconds;
        var rate = seconds > 0 ? done / seconds : 0;
        var busiest = models.Where(model => model.Done < model.Total).MaxBy(model => model.Total - model.Done);
        return new SyncProgress(busiest?.Entity, done, total, Math.Round(rate, 1), rate > 0 ? Math.Round((total - done) / rate, 1) : null);
    }

    private Dictionary<string, EntityStats> Stats() => models
        .GroupBy(model => model.Entity)
        .ToDictionary(group => group.Key, group => new EntityStats(
            group.Sum(model => model.Counts.Inserted),
            group.Sum(model => model.Counts.Updated),
            group.Sum(model => model.Counts.Unchanged),
            group.Sum(model => model.Removed),
            Quarantined: group.Sum(model => model.Quarantined),
            [.. group.Where(model => model.Error is not null).Select(model => $"{model.Model}: {model.Error}"), .. group.Where(IsIncomplete).Select(Unreadable)]));
}
