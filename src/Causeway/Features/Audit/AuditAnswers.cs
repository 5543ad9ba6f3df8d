using System.Text.Json;
using Causeway.Platform.Http;

namespace Causeway.Features.Audit;

internal sealed record AuditAnswer(IReadOnlyList<AuditRow> Entries, Pagination Pagination);

/// <summary>One thing that was done, or tried.</summary>
internal sealed record AuditRow
{
    /// <summary>In the order in which they were written.</summary>
    public required long Entry { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Action { get; init; }

    public required string Outcome { get; init; }

    public required string Actor { get; init; }

    public Guid? ActorId { get; init; }

    public required string Via { get; init; }

    public Guid? ApiTokenId { get; init; }

    public string? Address { get; init; }

    public string? UserAgent { get; init; }

    public int? ConnectionId { get; init; }

    public string? TargetType { get; init; }

    public required string[] TargetIds { get; init; }

    public required JsonElement Detail { get; init; }

    public string? TraceId { get; init; }
}
