using Causeway.Features.GraphQlApi.Types;
using Causeway.GraphQL.Types;
using Causeway.Mirror.Sync;
using Causeway.Platform.Http;

namespace Causeway.Features.GraphQlApi.Operations;

/// <summary>What every mutation answers (contract 3.8): an expected failure is an answer and no error.</summary>
internal sealed record SyncResponse(bool Success, string Message)
{
    public long? OdooId { get; init; }

    public string? LocalId { get; init; }

    /// <summary>Null where nothing went wrong.</summary>
    public IReadOnlyList<string>? Errors { get; init; }

    public Guid? SyncId { get; init; }

    public long? Created { get; init; }

    public long? Updated { get; init; }

    public long? Deleted { get; init; }

    public static ObjectType Type { get; } = new ObjectType("SyncResponse") { Description = "How a mutation went." }
        .Add("success", ScalarType.Boolean.Required())
        .Add("message", ScalarType.String.Required(), "What happened, in a sentence.")
        .Add("odoo_id", ScalarType.Int, "The record's id in Odoo.")
        .Add("local_id", ScalarType.String, "Its id here: of a mirrored record the same, of a task its own.")
        .Add("errors", ScalarType.String.Required().List(), "What went wrong; null where nothing did.")
        .Add("sync_id", ScalarType.Id, "The run, for sync_progress and sync_runs.")
        .Add("created", ScalarType.Int, "Records that came to the mirror.")
        .Add("updated", ScalarType.Int, "Records that changed in it.")
        .Add("deleted", ScalarType.Int, "Records that left it.");

    public static SyncResponse Failed(string message, params string[] errors) => new(Success: false, message) { Errors = errors };

    /// <summary>A failure of which nothing more is known than its one reason.</summary>
    public static SyncResponse Failed(string reason) => Failed(reason, reason);

    /// <summary>Every bad field, where the problem names some.</summary>
    public static SyncResponse Failed(Problem problem) => problem.Details is { } details
        ? Failed(problem.Detail, [.. details.SelectMany(field => field.Value.Select(fault => $"{field.Key}: {fault}"))])
        : Failed(problem.Detail);

    /// <summary>What a run did, as far as it has come.</summary>
    public SyncResponse With(SyncRun run) => this with
    {
        SyncId = run.Id,
        Created = run.Stats.Values.Sum(stats => stats.Inserted),
        Updated = run.Stats.Values.Sum(stats => stats.Updated),
        Deleted = run.Stats.Values.Sum(stats => stats.SoftDeleted),
    };
}
