namespace Causeway.Mirror.Webhooks;

/// <summary>One record that a webhook named and that waits to be looked at: a row of <c>causeway.webhook_inbox</c>.</summary>
internal sealed record WebhookEntry
{
    public required long Entry { get; init; }

    public required string Model { get; init; }

    public required long Id { get; init; }

    public bool Gone { get; init; }

    public DateTimeOffset? WriteDate { get; init; }

    public bool Early { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>How often it has been looked at in vain.</summary>
    public int Looks { get; init; }
}

/// <summary>A record as the mirror has it after the look.</summary>
internal sealed record MirroredRow
{
    public required long Id { get; init; }

    public required string State { get; init; }

    public DateTimeOffset? WriteDate { get; init; }

    public bool IsPresent => State == "present";
}
