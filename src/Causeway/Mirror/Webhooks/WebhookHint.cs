namespace Causeway.Mirror.Webhooks;

/// <summary>What somebody says of some records of a model: a reason to look at them in Odoo, and no more.</summary>
internal sealed record WebhookHint(string Model, IReadOnlyList<long> Ids)
{
    /// <summary>The records are said to be deleted.</summary>
    public bool Gone { get; init; }

    /// <summary>The <c>write_date</c> that the record is said to have.</summary>
    public DateTimeOffset? WriteDate { get; init; }

    /// <summary>Sent by Odoo's own "Send Webhook Notification".</summary>
    public bool IsNative { get; init; }
}
