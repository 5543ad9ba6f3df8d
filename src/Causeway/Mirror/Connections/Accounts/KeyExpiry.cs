using Causeway.Odoo;

namespace Causeway.Mirror.Connections.Accounts;

/// <summary>
/// When a connection's API key ends. Odoo shows an account its own keys by name and, since 18, expiry; never which of them
/// a call came with. So with several keys the soonest end is told, as one that may be meant.
/// </summary>
internal sealed class KeyExpiry(ConnectionStore connections, OdooClients clients, TimeProvider time)
{
    private const string Keys = "res.users.apikeys";

    /// <summary>How long ahead people are warned.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(14);

    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    /// <summary>Asks Odoo once a day; answers the connection as it is known then.</summary>
    public async Task<OdooConnection> RefreshAsync(OdooConnection connection, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - connection.KeyCheckedAt < Every)
            return connection;
        var (expires, isCertain) = Soonest(await ReadAsync(connection, cancellationToken));
        await connections.SaveKeyAsync(connection.Id, expires, isCertain, now, cancellationToken);
        return connection with { KeyExpiresAt = expires, KeyIsCertain = isCertain, KeyCheckedAt = now };
    }

    private async Task<IReadOnlyList<DateTimeOffset?>> ReadAsync(OdooConnection connection, CancellationToken cancellationToken)
    {
        // Anything else is a password, which does not expire.
        var secret = clients.Options(connection).Secret;
        if (secret.Length != 40 || !secret.All(char.IsAsciiHexDigit))
            return [];
        var mine = OdooDomain.Where("user_id", "=", connection.OdooUid).And(OdooDomain.Where("scope", "in", new object[] { "rpc", false }));
        var fields = new OdooFieldSet([new OdooField("expiration_date", OdooFieldType.DateTime)]);
        try
        {
            await using var keys = await clients.For(connection).SearchReadPageAsync(Keys, mine, fields, new OdooQuery(), cancellationToken);
            var ends = new List<DateTimeOffset?>();
            await foreach (var key in keys.WithCancellation(cancellationToken))
                ends.Add(key[0] is DateTime end ? new DateTimeOffset(end, TimeSpan.Zero) : null);
            return ends;
        }
        // Before 18 keys do not expire, before 14 there are none; and this is never worth a failed run.
        catch (OdooException exception) when (exception.Kind is OdooErrorKind.UnknownField or OdooErrorKind.UnknownModel or OdooErrorKind.NoAccess or OdooErrorKind.Refused)
        {
            return [];
        }
    }

    private static (DateTimeOffset? Expires, bool IsCertain) Soonest(IReadOnlyList<DateTimeOffset?> ends) => (ends.Min(), ends.Count <= 1);
}
