namespace Causeway.Odoo.Wire;

/// <summary>Finds out which version answers, by which transports, and takes the best that the credentials can use.</summary>
internal sealed class Probe(OdooOptions options, Exchange exchange, Retries retries)
{
    // The older transports are announced to go with 22; until then they come with JSON-2, in one module.
    private const int FirstWithoutRpc = 22;

    private readonly Json2Wire _json2 = new(options, Root(options.Url));
    private readonly JsonRpcWire _jsonRpc = new(options, Root(options.Url));
    private readonly XmlRpcWire _xmlRpc = new(options, Root(options.Url));

    public Credentials Credentials { get; } = new(options, exchange, retries);

    public async Task<Finding> RunAsync(CancellationToken cancellationToken) => options.Transport switch
    {
        OdooTransport.Json2 => Only(_json2, await Json2VersionAsync(cancellationToken)),
        OdooTransport.JsonRpc => Only(_jsonRpc, await RpcVersionAsync(_jsonRpc, cancellationToken)),
        OdooTransport.XmlRpc => Only(_xmlRpc, await RpcVersionAsync(_xmlRpc, cancellationToken)),
        _ => await BestAsync(cancellationToken),
    };

    private static Finding Only(IWire wire, OdooVersion version) => Found(wire, version, [wire.Transport], null);

    private static Finding Found(IWire wire, OdooVersion version, IReadOnlyList<OdooTransport> offered, OdooIdentity? identity) =>
        new(new OdooServer(version.Text, version.Major, offered, wire.Transport), wire, identity);

    private async Task<Finding> BestAsync(CancellationToken cancellationToken)
    {
        if (await UnlessAbsentAsync(Json2VersionAsync, cancellationToken) is { } version)
            return await WithJson2Async(version, cancellationToken);
        try
        {
            version = await RpcVersionAsync(_jsonRpc, cancellationToken);
            return Found(_jsonRpc, version, [OdooTransport.JsonRpc, OdooTransport.XmlRpc], null);
        }
        catch (OdooException jsonRpcFault) when (IsAbsence(jsonRpcFault))
        {
            version = await UnlessAbsentAsync(token => RpcVersionAsync(_xmlRpc, token), cancellationToken);
            if (version is null)
                throw;
            return Found(_xmlRpc, version, [OdooTransport.XmlRpc], null);
        }
    }

    /// <summary>
    /// JSON-2 takes API keys only, and a key looks like 40 hex digits. Any other secret may be a password: one question
    /// over each transport tells.
    /// </summary>
    private async Task<Finding> WithJson2Async(OdooVersion version, CancellationToken cancellationToken)
    {
        OdooTransport[] offered = version.Major < FirstWithoutRpc ? [OdooTransport.Json2, OdooTransport.JsonRpc, OdooTransport.XmlRpc] : [OdooTransport.Json2];
        if (LooksLikeKey(options.Secret) || offered.Length == 1)
            return Found(_json2, version, offered, null);
        if (!FitsHeader(options.Secret))
            return await WithPasswordAsync(version, offered, cancellationToken);
        try
        {
            return Found(_json2, version, offered, await Credentials.CheckAsync(_json2, cancellationToken));
        }
        catch (OdooException fault) when (fault.Kind == OdooErrorKind.BadCredentials)
        {
            return await WithPasswordAsync(version, offered, cancellationToken);
        }
    }

    private async Task<Finding> WithPasswordAsync(OdooVersion version, OdooTransport[] offered, CancellationToken cancellationToken)
    {
        try
        {
            return Found(_jsonRpc, version, offered, await Credentials.CheckAsync(_jsonRpc, cancellationToken));
        }
        catch (OdooException fault) when (fault.Kind == OdooErrorKind.BadCredentials)
        {
            return Found(_jsonRpc, version, offered, null);
        }
        catch (OdooException fault) when (IsAbsence(fault))
        {
            return Found(_json2, version, [OdooTransport.Json2], null);
        }
    }

    private static bool LooksLikeKey(string secret) => secret.Length == 40 && secret.All(char.IsAsciiHexDigit);

    private static bool FitsHeader(string secret) => secret.All(c => c is > ' ' and <= '~');

    private async Task<OdooVersion> Json2VersionAsync(CancellationToken cancellationToken) =>
        OdooVersion.From(await AskAsync(_json2.Version, _json2, cancellationToken), "version", "version_info");

    private async Task<OdooVersion> RpcVersionAsync(IRpcWire wire, CancellationToken cancellationToken) =>
        OdooVersion.From(await AskAsync(() => wire.Common("version"), wire, cancellationToken), "server_version", "server_version_info");

    private async Task<object?> AskAsync(Func<HttpRequestMessage> request, IWire wire, CancellationToken cancellationToken) =>
        await retries.For(safeToRepeat: true).ExecuteAsync(
            async token =>
            {
                await using var answer = await exchange.SendAsync(request(), wire.OpenAsync, token);
                return await answer.ReadResultAsync();
            },
            cancellationToken);

    private static async Task<OdooVersion?> UnlessAbsentAsync(Func<CancellationToken, Task<OdooVersion>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask(cancellationToken);
        }
        catch (OdooException fault) when (IsAbsence(fault))
        {
            return null;
        }
    }

    /// <summary>True when something answers, but not this transport; false when nothing does, or not now.</summary>
    private static bool IsAbsence(OdooException fault) => !fault.IsTransient && fault.Obstacle is OdooObstacle.None or OdooObstacle.Gateway;

    /// <summary>The address with a slash at its end, so that a path prefix is kept, and without user info.</summary>
    private static Uri Root(Uri url)
    {
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https"))
            throw new ArgumentException("The address of an Odoo starts with http:// or https://.", nameof(url));
        return new Uri(url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/') + "/");
    }

    internal sealed record Finding(OdooServer Server, IWire Wire, OdooIdentity? Identity);
}
