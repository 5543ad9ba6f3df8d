using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Http;

namespace Causeway.Mirror.Writes;

/// <summary>The salesperson and team of a record, as the writing rule sees it.</summary>
internal sealed record Ownership
{
    public long? Salesperson { get; init; }

    public long? Team { get; init; }
}

/// <summary>The one writing rule, by every door (contract section 2). Invisible records never get here: they are a 404.</summary>
internal static class WriteRule
{
    /// <summary>Null where the viewer may write these values to this record.</summary>
    public static Problem? ForUpdate(Viewer viewer, Ownership record, IReadOnlyDictionary<string, object?> values)
    {
        if (viewer.SeesEverybody)
            return null;
        var assigns = values.TryGetValue("user_id", out var assigned);
        // Who takes a record without a salesperson is its owner from then on.
        var takes = record.Salesperson is null && assigns && assigned is long self && self == viewer.OdooUserId;
        if (!takes && !Owns(viewer, record) && !Manages(viewer, record))
            return Problems.Forbidden(record.Salesperson is null
                ? "Nobody's record can be changed only by who takes it: set user_id to yourself."
                : "Only its salesperson, their manager or an administrator may change this record.");
        return assigns ? Assignment(viewer, assigned) : null;
    }

    /// <summary>Null where the viewer may create a record with these values; a member's own id is set for them.</summary>
    public static Problem? ForCreate(Viewer viewer, Dictionary<string, object?> values)
    {
        if (viewer.SeesEverybody)
            return null;
        if (viewer.OdooUserId is not { } self)
            return Problems.Forbidden("Your account is not linked to an Odoo user, so there is nobody to own the record.");
        var mayAssign = viewer.Caller.Role == Role.Manager && values.GetValueOrDefault("user_id") is long other && viewer.People.Contains(other);
        if (!mayAssign)
            values["user_id"] = self;
        return null;
    }

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
