using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;

namespace Causeway.Mirror.Changes;

/// <summary>A change as it is stored: with whose it was before and after.</summary>
internal sealed record FeedEntry
{
    public required long Version { get; init; }

    public required string Model { get; init; }

    public required long Id { get; init; }

    public required string Kind { get; init; }

    public string[]? ChangedFields { get; init; }

    public required DateTimeOffset At { get; init; }

    public long? UserBefore { get; init; }

    public long? UserAfter { get; init; }

    public long? TeamBefore { get; init; }

    public long? TeamAfter { get; init; }

    public long? CompanyBefore { get; init; }

    public long? CompanyAfter { get; init; }

    /// <summary>A partner that only administrators see.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>
    /// The change as a viewer gets it; null where they may know nothing of it. What leaves their sight comes as
    /// <c>hidden</c> with its key alone, and only to those who saw it before.
    /// </summary>
    public Change? For(Viewer viewer)
    {
        var before = IsSeen(viewer, UserBefore, TeamBefore, CompanyBefore);
        var after = IsSeen(viewer, UserAfter, TeamAfter, CompanyAfter);
        var shown = Kind switch
        {
            "insert" => after ? Kind : null,
            "update" => after ? Kind : before ? "hidden" : null,
            _ => before ? Kind : null,
        };
        return shown is null ? null : new Change
        {
            Version = Version,
            Model = Model,
            Id = Id,
            Kind = shown,
            ChangedFields = shown == "update" ? ChangedFields : null,
            At = At,
        };
    }

    /// <summary>The visibility rule (Records/Visibility) over what the feed keeps of a record.</summary>
    private bool IsSeen(Viewer viewer, long? user, long? team, long? company)
    {
        if (company is { } of && viewer.Companies?.Contains(of) == false)
            return false;
        if (IsPrivate && !viewer.Caller.IsAdmin)
            return false;
        if (viewer.SeesEverybody)
            return true;
        // What an administrator added; of what is no longer mirrored it is not known any more who may see it.
        if (DefaultModels.Find(Model) is not { } model)
            return viewer.OpenModels.Contains(Model);
        if (model.SalespersonField is null)
            return viewer.Sees(model);
        return (user is { } person && viewer.People.Contains(person))
            || (user is null && viewer.SeesUnassigned && (team is not { } its || viewer.Teams.Contains(its)));
    }
}

/// <summary>A page of the feed as it is stored, the same for all who read from there.</summary>
/// <param name="Entries">In order.</param>
/// <param name="Position">Up to where was looked.</param>
/// <param name="HasMore">Whether there was more to look at.</param>
/// <param name="Floor">The latest change that is no longer kept; a page from before it has a gap.</param>
internal sealed record FeedPage(IReadOnlyList<FeedEntry> Entries, long Position, bool HasMore, long Floor)
{
    public bool HasGapAfter(long since) => since < Floor;
}
