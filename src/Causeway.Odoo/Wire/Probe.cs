using System.Globalization;

namespace Causeway.Odoo.Wire;

/// <summary>Finds out which version answers, by which transports, and takes the best that the credentials can use.</summary>
internal sealed class Probe(OdooOptions options, Exchange exchange, Retries retries)
{
    private readonly Uri _root = Root(options.Url);

    public Credentials Credentials { get; } = new(options, exchange, retries);

    public async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        var wire = new JsonRpcWire(options, _root);
        var version = await RpcVersionAsync(wire, cancellationToken);
        return new Finding(new OdooServer(version.Text, version.Major, [OdooTransport.JsonRpc], OdooTransport.JsonRpc), wire, null);
    }

    private async Task<(string Text, int Major)> RpcVersionAsync(JsonRpcWire wire, CancellationToken cancellationToken)
    {
        var answer = await retries.For(safeToRepeat: true).ExecuteAsync(
            async token =>
            {
                await using var answer = await exchange.SendAsync(wire.Common("version"), wire.OpenAsync, token);
                return await answer.ReadResultAsync();
            },
            cancellationToken);
        return Version(answer, "server_version", "server_version_info");
    }

    private static (string Text, int Major) Version(object? answer, string text, string info)
    {
        if (answer is not Dictionary<string, object?> members || members.GetValueOrDefault(text) is not string version)
            throw new OdooException(OdooErrorKind.NotOdoo, "What answers at that address does not tell an Odoo version.");
        var first = members.GetValueOrDefault(info) is object?[] { Length: > 0 } parts ? parts[0] : null;
        return (version, Major(first) ?? Major(members.GetValueOrDefault("server_serie")) ?? Major(version) ?? 0);
    }

    /// <summary>18 from 18, "18.0", "saas~18" and "saas~18.4".</summary>
    private static int? Major(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        var digits = text.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit).ToArray();
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;
    }

    /// <summary>The address with a slash at its end, so that a path prefix is kept, and without user info.</summary>
    private static Uri Root(Uri url)
    {
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https"))
            throw new ArgumentException("The address of an Odoo starts with http:// or https://.", nameof(url));
        return new Uri(url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/') + "/");
    }

    internal sealed record Finding(OdooServer Server, IWire Wire, OdooIdentity? Identity);
}
