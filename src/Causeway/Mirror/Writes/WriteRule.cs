using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Http;

namespace Causeway.Mirror.Writes;

/// <summary>The salesperson and team of a record, as the writing rule sees it.</summary>
internal sealed record Ownership
{
    public long? Salesperson { get; init; }

    public long? Team { get; init; }

    public long? Creator { get; init; }
}

/// <summary>The one writing rule, by every door (contract section 2). Invisible records never get here: they are a 404.</summary>
internal static class WriteRule
{
    /// <summary>Null where the viewer may write these values to this record.</summary>
    public static Problem? ForUpdate(Viewer viewer, MirrorModel model, Ownership record, IReadOnlyDictionary<string, object?> values)
    {
        if (viewer.SeesEverybody)
            return null;
        var assigns = values.TryGetValue("user_id", out var assigned);
        var refusal = model.Writers switch
        {
            Writers.Owner => OwnersOnly(viewer, record, assigns ? assigned : null),
            Writers.Participants => TakesPart(viewer, record) ? null : Problems.Forbidden("Only to whom it is assigned, who made it or an administrator may change this record."),
            Writers.Viewers => null,
            _ => Problems.Forbidden("Only an administrator may change this record."),
        };
        return refusal ?? (assigns ? Assignment(viewer, assigned) : null);
    }

    private static Problem? OwnersOnly(Viewer viewer, Ownership record, object? assigned)
    {
        // Who takes a record without a salesperson is its owner from then on.
        var takes = record.Salesperson is null && assigned is long self && self == viewer.OdooUserId;
        if (takes || Owns(viewer, record) || Manages(viewer, record))
            return null;
        return Problems.Forbidden(record.Salesperson is null
            ? "Nobody's record can be changed only by who takes it: set user_id to yourself."
            : "Only its salesperson, their manager or an administrator may change this record.");
    }

    /// <summary>Null where the viewer may create a record with these values; a member's own id is set for them.</summary>
    public static Problem? ForCreate(Viewer viewer, MirrorModel model, Dictionary<string, object?> values)
    {
        if (viewer.SeesEverybody)
            return null;
        if (model.Writers == Writers.Administrators)
            return Problems.Forbidden("Only an administrator may create such a record.");
        if (model.Writers == Writers.Viewers)
            return values.TryGetValue("user_id", out var assigned) && assigned is not null ? Assignment(viewer, assigned) : null;
        if (viewer.OdooUserId is not { } self)
            return Problems.Forbidden("Your account is not linked to an Odoo user, so there is nobody to own the record.");
        var mayAssign = viewer.Caller.Role == Role.Manager && values.GetValueOrDefault("user_id") is long other && viewer.People.Contains(other);
        if (!mayAssign)
            values["user_id"] = self;
        return null;
    }

    private static bool TakesPart(Viewer viewer, Ownership record) =>
        viewer.OdooUserId is { } self && (record.Salesperson == self || record.Creator == self);

    private static bool Owns(Viewer viewer, Ownership record) =>
        record.Salesperson is { } salesperson && salesperson == viewer.OdooUserId;

    private static bool Manages(Viewer viewer, Ownership record) =>
        viewer.Caller.Role == Role.Manager
        && ((record.Salesperson is { } salesperson && viewer.People.Contains(salesperson)) || (record.Team is { } team && viewer.Teams.Contains(team)));

    private static Problem? Assignment(Viewer viewer, object? assigned)
    {
        var allowed = assigned is long user
            && (user == viewer.OdooUserId || (viewer.Caller.Role == Role.Manager && viewer.People.Contains(user)));
        return allowed ? null : Problems.Forbidden("user_id: you may assign a record to yourself only; a manager, to their own people.");
    }
}
