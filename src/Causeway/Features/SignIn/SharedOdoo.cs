using Causeway.Odoo;
using Causeway.Platform.Settings;

namespace Causeway.Features.SignIn;

/// <summary>Asks the shared Odoo whom a secret belongs to. It asks as that person, never as the service account.</summary>
internal sealed class SharedOdoo(CausewaySettings settings, TimeProvider clock) : IDisposable
{
    /// <summary>A person waits for the answer.</summary>
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

    private readonly HttpClient _http = OdooClient.CreateHttpClient();

    public async Task<OdooAnswer> AskAsync(string username, string secret, CancellationToken cancel)
    {
        if (settings.OdooUrl is not { } url || settings.OdooDb is not { } database)
            return OdooAnswer.NotConfigured;
        var options = new OdooOptions { Url = url, Database = database, Username = username, Secret = secret, Timeout = Patience, MaxAttempts = 2 };
        using var odoo = new OdooClient(options, _http, clock);
        var identity = await odoo.IdentifyAsync(cancel);
        return await FindPersonAsync(odoo, identity.Uid, cancel) is { } person ? new OdooAnswer(person) : OdooAnswer.NotInternal;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Null for a portal or public user, who may be refused their own row as well.</summary>
    private async Task<OdooPerson?> FindPersonAsync(OdooClient odoo, long uid, CancellationToken cancel)
    {
        if (await FindRowAsync(odoo, uid, cancel) is not { } row || row["share"] is true || row["login"] is not string login)
            return null;
        return new OdooPerson
        {
            ConnectionId = 1,
            Uid = uid,
            Login = login,
            Name = row["name"] as string ?? login,
            Email = row["email"] as string,
            IsAdmin = login == settings.OdooUser || await MaySetUpAsync(odoo, uid, cancel),
        };
    }

    private static async Task<OdooRecord?> FindRowAsync(OdooClient odoo, long uid, CancellationToken cancel)
    {
        try
        {
            var rows = await odoo.ReadAsync("res.users", [uid], Fields, context: null, cancel);
            return rows is [var row] ? row : null;
        }
        catch (OdooException refused) when (refused.Kind == OdooErrorKind.NoAccess)
        {
            return null;
        }
    }

    private static async Task<bool> MaySetUpAsync(OdooClient odoo, long uid, CancellationToken cancel)
    {
        var server = await odoo.ProbeAsync(cancel);
        var call = new OdooCall("res.users", "has_group")
        {
            Ids = server.Major >= AsksTheRecordSince ? [uid] : null,
            Arguments = new Dictionary<string, object?> { ["group_ext_id"] = "base.group_system" },
            Positional = ["group_ext_id"],
            SafeToRepeat = true,
        };
        return await odoo.CallAsync(call, cancel) is true;
    }
}
