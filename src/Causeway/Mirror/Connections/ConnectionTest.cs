using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections.Hosts;
using Causeway.Odoo;

namespace Causeway.Mirror.Connections;

/// <summary>What a test of an Odoo connection found (contract 3.5).</summary>
internal sealed record ConnectionFindings
{
    public required bool Success { get; init; }

    public required string Message { get; init; }

    /// <summary>What kind of failure it was; null where it worked.</summary>
    public OdooErrorKind? ErrorKind { get; init; }

    public string? ServerVersion { get; init; }

    public OdooTransport? Transport { get; init; }

    public long? Uid { get; init; }

    public string? UserName { get; init; }

    public long? LatencyMs { get; init; }

    /// <summary>How many records each mirrored model has for this account.</summary>
    public IReadOnlyDictionary<string, long> Counts { get; init; } = new Dictionary<string, long>();

    /// <summary>Mirrored models that this Odoo does not have: an app is not installed there.</summary>
    public IReadOnlyList<string> MissingModels { get; init; } = [];

    /// <summary>Mirrored models that this account may not read.</summary>
    public IReadOnlyList<string> MissingRights { get; init; } = [];
}

/// <summary>What is known of an account once it has signed in.</summary>
internal sealed record OdooAccount(OdooServer Server, OdooIdentity Identity, string? Name, string? Lang, long? CompanyId);

/// <summary>Tries an Odoo connection out, without touching the mirror.</summary>
internal sealed class ConnectionTest(OdooNetwork network, TimeProvider time)
{
    /// <summary>Someone waits for the answer: a server that is slower than this is told as such.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task<ConnectionFindings> RunAsync(OdooOptions options, bool isPersonal, CancellationToken cancellationToken)
    {
        using var odoo = network.Client(options with { Timeout = Patience, MaxAttempts = 1 }, isPersonal);
        var began = time.GetTimestamp();
        try
        {
            var account = await IdentifyAsync(odoo, cancellationToken);
            var latency = time.GetElapsedTime(began);
            return await WithRightsAsync(odoo, account, latency, cancellationToken);
        }
        catch (OdooException exception)
        {
            return new ConnectionFindings
            {
                Success = false,
                Message = ConnectionAdvice.For(exception, options),
                ErrorKind = exception.Kind,
            };
        }
    }

    public static async Task<OdooAccount> IdentifyAsync(OdooClient odoo, CancellationToken cancellationToken)
    {
        var server = await odoo.ProbeAsync(cancellationToken);
        var identity = await odoo.IdentifyAsync(cancellationToken);
        var fields = await odoo.FieldsGetAsync("res.users", cancellationToken);
        var user = (await odoo.ReadAsync("res.users", [identity.Uid], OdooFieldSet.Of(fields, "name", "lang", "company_id"), null, cancellationToken)).Single();
        return new OdooAccount(server, identity, user["name"] as string, user["lang"] as string, (user["company_id"] as OdooReference?)?.Id);
    }

    private static async Task<ConnectionFindings> WithRightsAsync(OdooClient odoo, OdooAccount account, TimeSpan latency, CancellationToken cancellationToken)
    {
        var (counts, models, rights) = (new Dictionary<string, long>(), new List<string>(), new List<string>());
        foreach (var model in DefaultModels.All)
        {
            try
            {
                counts[model.Name] = await CountAsync(odoo, model, cancellationToken);
            }
            catch (OdooException exception) when (exception.Kind == OdooErrorKind.UnknownModel)
            {
                models.Add(model.Name);
            }
            catch (OdooException exception) when (exception.Kind == OdooErrorKind.NoAccess)
            {
                rights.Add(model.Name);
            }
        }

        return new ConnectionFindings
        {
            Success = true,
            Message = $"Connected to Odoo {account.Server.Version} as {account.Name}.",
            ServerVersion = account.Server.Version,
            Transport = account.Server.Chosen,
            Uid = account.Identity.Uid,
            UserName = account.Name,
            LatencyMs = (long)latency.TotalMilliseconds,
            Counts = counts,
            MissingModels = models,
            MissingRights = rights,
        };
    }

    private static async Task<long> CountAsync(OdooClient odoo, MirrorModel model, CancellationToken cancellationToken)
    {
        var context = new OdooContext { ActiveTest = false };
        try
        {
            return await odoo.SearchCountAsync(model.Name, model.Domain, context, cancellationToken);
        }
        catch (OdooException exception) when (exception.Kind == OdooErrorKind.NoAccess && model.Fallback is not null)
        {
            return await odoo.SearchCountAsync(model.Fallback, model.Domain, context, cancellationToken);
        }
    }
}
