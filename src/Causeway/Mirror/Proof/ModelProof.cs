using Causeway.Mirror.Records;
using Causeway.Mirror.Records.Storing;

namespace Causeway.Mirror.Proof;

/// <summary>What one proof of a model did.</summary>
internal readonly record struct ProofResult(UpsertCounts Counts, int Removed);

/// <summary>Odoo's database was set back to an earlier state.</summary>
internal sealed class OlderDatabaseException(string model) : Exception($"Odoo's {model} is older than it was: a dump was restored.");

/// <summary>
/// Holds one model against Odoo, from top to bottom: the alarm names what differs in ids or dates, the scrub reads the next
/// slice whole; what is named is read again, and what Odoo no longer shows is confirmed gone by a read of its own.
/// </summary>
internal sealed class ModelProof(ProvedModel model, ProofState state, Holds holds, Removals removals)
{
    /// <summary>A table of settings with no more rows than this is read whole.</summary>
    private const int SmallTable = 2_000;

    private readonly WholeRead whole = new(model);

    public async Task<ProofResult> RunAsync(CancellationToken cancellationToken)
    {
        var (began, now) = (model.Time.GetTimestamp(), model.Time.GetUtcNow());
        var isSmall = model.Plan.Model.Small && await model.CountAsync(cancellationToken) <= SmallTable;
        var (missing, after) = isSmall ? await ReadTableAsync(now, cancellationToken) : await SearchAsync(cancellationToken);
        if (whole.Returned.Count > 0)
            await holds.ReleaseAsync(model.Connection.Id, model.Name, whole.Returned, cancellationToken);
        var removed = await removals.ApplyAsync(model, [.. missing.Except(model.Held)], cancellationToken);
        after = after with
        {
            ProvedAt = now,
            ProofSeconds = model.Time.GetElapsedTime(began).TotalSeconds,
            SilentRepairs = whole.SilentRepairs,
            LivesByList = !model.Plan.HasWriteDate,
        };
        await after.SaveAsync(model.Database, cancellationToken);
        return new ProofResult(whole.Counts, removed);
    }

    /// <summary>A table of settings is its own scrub.</summary>
    private async Task<(IReadOnlyList<long> Missing, ProofState After)> ReadTableAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var seen = await whole.ReadAllAsync(cancellationToken);
        long[] missing = [.. (await model.IdsAsync(cancellationToken)).Where(id => !seen.Contains(id))];
        var found = whole.Counts.Inserted + whole.Counts.Updated + missing.Length;
        return (missing, state with { ProofFound = found, Unexplained = "[]", ScrubPosition = 0, ScrubBeganAt = now, ScrubbedAt = now });
    }

    private async Task<(IReadOnlyList<long> Missing, ProofState After)> SearchAsync(CancellationToken cancellationToken)
    {
        var alarm = new Alarm(model);
        var differences = await alarm.FindAsync(state.RecentFrom(model.Time), state.KnownUnexplained(), cancellationToken);
        long[] unlisted = [.. differences.Missing];
        if (differences.SteppedBack && await IsNewestGoneAsync(unlisted, cancellationToken))
            throw new OlderDatabaseException(model.Name);
        // What would be held is not asked for one by one.
        var isFlood = Removals.IsTooMuch(unlisted.Length, await model.CountAsync(cancellationToken));
        // A backfill has just read everything.
        var (slice, after) = state.ProvedAt is null ? ([], state with { ScrubPosition = 0 }) : await Scrub.NextAsync(model, state, cancellationToken);
        var named = differences.Ids.Except(isFlood ? unlisted : []).Concat(differences.Undated).Concat(slice).Distinct();
        var missing = await whole.ReadAsync(named, cancellationToken);
        return (
            isFlood ? [.. missing.Union(unlisted)] : missing,
            after with { ProofFound = differences.Ids.Count, Unexplained = ProofState.Json(alarm.Unexplained) });
    }

    /// <summary>
    /// The largest id that we know was given once, and ids are never given again. Who deletes the newest record leaves the
    /// others as they are; a restored dump shows others older than they were besides.
    /// </summary>
    private async Task<bool> IsNewestGoneAsync(long[] unlisted, CancellationToken cancellationToken)
    {
        var newest = await model.LargestIdAsync(cancellationToken);
        if (!unlisted.Contains(newest))
            return false;
        var absences = new Absences(model);
        await absences.ConfirmAsync([newest], cancellationToken);
        return absences.Deleted.Length > 0;
    }
}
