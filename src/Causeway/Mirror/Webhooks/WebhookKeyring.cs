namespace Causeway.Mirror.Webhooks;

/// <summary>A connection as its webhooks come in.</summary>
/// <param name="ConnectionId">The connection.</param>
/// <param name="Major">Its Odoo's major version; 0 while it is not known.</param>
internal sealed record WebhookDoor(int ConnectionId, int Major)
{
    /// <summary>The key that opened it; null where it was a signature.</summary>
    public int? KeyId { get; init; }

    /// <summary>Odoo sends its own notifications after the commit since 19; before, and whoever else sends, may be early.</summary>
    public bool IsEarly(WebhookHint hint) => !hint.IsNative || Major < 19;
}

/// <summary>All keys in force at one moment.</summary>
internal sealed record WebhookKeyring
{
    public static readonly WebhookKeyring Empty = new();

    /// <summary>The shared connection that a call goes to which names none.</summary>
    public int? SharedId { get; init; }

    public IReadOnlyDictionary<int, WebhookDoor> Doors { get; init; } = new Dictionary<int, WebhookDoor>();

    /// <summary>By the hash of the secret part of the URL.</summary>
    public IReadOnlyDictionary<string, WebhookPath> Paths { get; init; } = new Dictionary<string, WebhookPath>();

    public ILookup<int, byte[]> Secrets { get; init; } = Array.Empty<int>().ToLookup(id => id, _ => Array.Empty<byte>());
}

/// <summary>A key that is the secret part of a URL.</summary>
internal sealed record WebhookPath(int Id, int ConnectionId, DateTimeOffset? ExpiresAt);
