using Causeway.Mirror.Connections;
using Causeway.Odoo;

namespace Causeway.Features.SignIn;

/// <summary>Asks the shared Odoo whom a secret belongs to. It asks as that person, never as the service account.</summary>
internal sealed class SharedOdoo(ConnectionStore connections, OdooClients clients)
{
    /// <summary>A person waits for the answer, and tries again themselves.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Until 17 has_group is a method of the model, from 18 on one of the record.</summary>
    private const int AsksTheRecordSince = 18;

    private static readonly OdooFieldSet Fields = new(
    [
        new OdooField("login", OdooFieldType.Char),
        new OdooField("name", OdooFieldType.Char),
        new OdooField("email", OdooFieldType.Char),
        new OdooField("share", OdooFieldType.Boolean),
    ]);

    public async Task<OdooAnswer> AskAsync(string username, string secret, CancellationToken cancellationToken)
    {
        return await connections.FindSharedAsync(cancellationToken) is { } connection
            ? await AskAsync(connection, username, secret, cancellationToken)
            : OdooAnswer.NotConnected;
    }

    /// <summary>The same of one shared connection.</summary>
    public async Task<OdooAnswer> AskAsync(OdooConnection connection, string username, string secret, CancellationToken cancellationToken)
    {
        var options = new OdooOptions
        {
            Url = new Uri(connection.Url),
            Database = connection.Database,
            Username = username,
            Secret = secret,
            Timeout = Patience,
            MaxAttempts = 1,
        };
        using var odoo = clients.Create(options);
        var identity = await odoo.IdentifyAsync(cancellationToken);
        return await FindPersonAsync(odoo, connection, identity.Uid, cancellationToken) is { } person ? new OdooAnswer(person) : OdooAnswer.NotInternal;
    }

    /// <summary>Null for a portal or public user, who may be refused their own row as well.</summary>
    private static async Task<OdooPerson?> FindPersonAsync(OdooClient odoo, OdooConnection connection, long uid, CancellationToken cancellationToken)
    {
        if (await FindRowAsync(odoo, uid, cancellationToken) is not { } row || row["share"] is true || row["login"] is not string login)
            return null;
        return new OdooPerson
        {
            ConnectionId = connection.Id,
            Uid = uid,
            Login = login,
            Name = row["name"] as string ?? login,
            Email = row["email"] as string,
            IsAdmin = uid == connection.OdooUid || await MayChangeSettingsAsync(odoo, uid, cancellationToken),
        };
    }

    private static async Task<OdooRecord?> FindRowAsync(OdooClient odoo, long uid, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await odoo.ReadAsync("res.users", [uid], Fields, context: null, cancellationToken);
            return rows is [var row] ? row : null;
        }
        catch (OdooException refused) when (refused.Kind == OdooErrorKind.NoAccess)
        {
            return null;
        }
    }

    private static async Task<bool> MayChangeSettingsAsync(OdooClient odoo, long uid, CancellationToken cancellationToken)
    {
        var server = await odoo.ProbeAsync(cancellationToken);
        var call = new OdooCall("res.users", "has_group")
        {
            Ids = server.Major >= AsksTheRecordSince ? [uid] : null,
            Arguments = new Dictionary<string, object?> { ["group_ext_id"] = "base.group_system" },
            Positional = ["group_ext_id"],
            SafeToRepeat = true,
        };
        return await odoo.CallAsync(call, cancellationToken) is true;
    }
}
