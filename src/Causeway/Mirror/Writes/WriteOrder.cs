using System.Globalization;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Records;
using Causeway.Platform.Audit;

namespace Causeway.Mirror.Writes;

/// <summary>Who asks for a write, and where.</summary>
/// <param name="Connection">Whose Odoo is written to.</param>
/// <param name="Model">What is written.</param>
/// <param name="Actor">Who asks, for the record.</param>
/// <param name="UserId">Whose own credentials are used where they have some; null for what is the connection's own business.</param>
internal sealed record WriteOrder(OdooConnection Connection, MirrorModel Model, string Actor, Guid? UserId)
{
    /// <summary>A viewer's order for records of the kind that they ask for.</summary>
    public static WriteOrder By(RecordQuery query) => new(query.Viewer.Connection, query.Shape.Model, query.Viewer.Caller.AuditName, query.Viewer.Caller.UserId);

    public IReadOnlyList<long> Ids { get; init; } = [];

    public string Method { get; init; } = "";

    public string[] Fields { get; init; } = [];

    /// <summary>Whether what Odoo refuses of these is tried again in halves: nothing is on record then but what became of those.</summary>
    public bool HalvesRefusals { get; init; }

    /// <summary>The Odoo user as whom it is made by their own credentials; null for the connection's account.</summary>
    public long? OwnUid { get; init; }

    /// <summary>What the audit log keeps of it: which fields, never their values, and none of Odoo's words, which may quote them.</summary>
    public AuditEntry Audited(IReadOnlyList<long> ids, string outcome) => new(AuditAction.OdooWrite)
    {
        Outcome = outcome switch
        {
            "written" => AuditOutcome.Done,
            "refused" => AuditOutcome.Refused,
            _ => AuditOutcome.Failed,
        },
        ConnectionId = Connection.Id,
        TargetType = Model.Name,
        TargetIds = [.. ids.Select(id => id.ToString(CultureInfo.InvariantCulture))],
        Detail = new Dictionary<string, object?>
        {
            ["method"] = Method,
            ["fields"] = Fields,
            ["account"] = OwnUid is null ? "connection" : "own",
            ["odoo_user_id"] = OwnUid ?? Connection.OdooUid,
        },
    };
}
