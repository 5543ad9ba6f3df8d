namespace Causeway.Odoo.Wire;

/// <summary>Asks Odoo whom the credentials belong to.</summary>
internal sealed class Credentials(OdooOptions options, Exchange exchange, Retries retries)
{
    private static readonly string[] LoginOnly = ["login"];

    public Task<OdooIdentity> CheckAsync(IWire wire, CancellationToken cancellationToken) =>
        wire is IRpcWire rpc ? AuthenticateAsync(rpc, cancellationToken) : ReadOwnUserAsync(wire, cancellationToken);

    private async Task<OdooIdentity> AuthenticateAsync(IRpcWire wire, CancellationToken cancellationToken)
    {
        var uid = await AskAsync(wire, () => wire.Common("authenticate", options.Database, options.Username, options.Secret, new Dictionary<string, object?>()), cancellationToken);
        return uid is long id ? new OdooIdentity(id, options.Username) : throw Wrong();
    }

    /// <summary>JSON-2 has no login: the key says who we are, and <c>context_get</c> tells its user's id on 19.</summary>
    private async Task<OdooIdentity> ReadOwnUserAsync(IWire wire, CancellationToken cancellationToken)
    {
        var context = await CallAsync(new OdooCall("res.users", "context_get")) as Dictionary<string, object?>;
        var uid = context?.GetValueOrDefault("uid") as long? ?? throw new OdooException(OdooErrorKind.Malformed, "Odoo did not say whom the API key belongs to.");
        var rows = await CallAsync(new OdooCall("res.users", "read")
        {
            Ids = [uid],
            Arguments = new Dictionary<string, object?>(StringComparer.Ordinal) { ["fields"] = LoginOnly },
        });
        var login = rows is object?[] and [Dictionary<string, object?> row] ? row.GetValueOrDefault("login") as string : null;
        return string.Equals(login, options.Username, StringComparison.OrdinalIgnoreCase)
            ? new OdooIdentity(uid, login!)
            : throw new OdooException(OdooErrorKind.BadCredentials, $"The API key belongs to another user than '{options.Username}'.");

        Task<object?> CallAsync(OdooCall call) => AskAsync(wire, () => wire.Call(call, 0), cancellationToken);
    }

    private async Task<object?> AskAsync(IWire wire, Func<HttpRequestMessage> request, CancellationToken cancellationToken) =>
        await retries.For(safeToRepeat: true).ExecuteAsync(
            async token =>
            {
                await using var answer = await exchange.SendAsync(request(), wire.OpenAsync, token);
                return await answer.ReadResultAsync();
            },
            cancellationToken);

    private static OdooException Wrong() => new(OdooErrorKind.BadCredentials, "Odoo does not accept this login with this password or API key.");
}
