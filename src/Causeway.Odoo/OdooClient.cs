using System.Net;
using System.Text;
using Causeway.Odoo.Wire;

namespace Causeway.Odoo;

/// <summary>
/// One user's connection to one Odoo database. Thread-safe: make one for each connection and reuse it. Everything that
/// Odoo or the network gets wrong is an <see cref="OdooException"/>; reads are retried, writes are not.
/// </summary>
public sealed partial class OdooClient : IDisposable
{
    private static readonly TimeSpan DefaultConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly OdooOptions _options;
    private readonly Exchange _exchange;
    private readonly Retries _retries;
    private readonly Connection _connection;
    private readonly OdooCircuit? _circuit;

    /// <summary>Makes a client. It opens no connection yet, and does not own <paramref name="http"/>.</summary>
    /// <param name="options">Where to and as whom.</param>
    /// <param name="http">From <see cref="CreateHttpClient"/>; one serves any number of clients.</param>
    /// <param name="time">The clock of timeouts and pauses; the system's when null.</param>
    /// <param name="circuit">Stands around every call; none when null.</param>
    public OdooClient(OdooOptions options, HttpClient http, TimeProvider? time = null, OdooCircuit? circuit = null)
    {
        // Pasted along with a key, a line break would be an invalid header.
        if (options.Secret.Any(char.IsControl) || options.Database.Any(char.IsControl))
            throw new ArgumentException("The database and the secret may hold no line breaks or other control characters.", nameof(options));
        (_options, _circuit) = (options, circuit);
        _exchange = new Exchange(options, http, time ?? TimeProvider.System);
        _retries = new Retries(options, time ?? TimeProvider.System);
        _connection = new Connection(options, _exchange, _retries);
    }

    /// <summary>
    /// An HTTP client as Odoo needs it: reuses connections, asks for compression, keeps no cookies (a session would
    /// outlive a revoked key) and follows no redirects (they would carry the secret to another host).
    /// </summary>
    /// <param name="connectTimeout">The longest that making a connection may take; 10 seconds when null.</param>
    public static HttpClient CreateHttpClient(TimeSpan? connectTimeout = null) =>
        new(CreateHandler(connectTimeout), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The handler of <see cref="CreateHttpClient"/>, for a caller that puts its own in front.</summary>
    /// <param name="connectTimeout">The longest that making a connection may take; 10 seconds when null.</param>
    public static SocketsHttpHandler CreateHandler(TimeSpan? connectTimeout = null) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = connectTimeout ?? DefaultConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        // The database's name goes into a header, and need not be ASCII.
        RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
    };

    /// <summary>The server's version, the transports it offers and the one in use. Asked once, then remembered.</summary>
    public Task<OdooServer> ProbeAsync(CancellationToken cancellationToken) =>
        GuardedAsync(() => _connection.ProbeAsync(cancellationToken), null, null, cancellationToken);

    /// <summary>Checks the credentials with the server, every time it is called.</summary>
    /// <returns>The id of the user.</returns>
    /// <exception cref="OdooException">With <see cref="OdooErrorKind.BadCredentials"/> when Odoo does not accept them.</exception>
    public async Task<long> AuthenticateAsync(CancellationToken cancellationToken) =>
        (await IdentifyAsync(cancellationToken)).Uid;

    /// <summary>Checks the credentials with the server, every time it is called, and says whose they are.</summary>
    /// <exception cref="OdooException">With <see cref="OdooErrorKind.BadCredentials"/> when Odoo does not accept them.</exception>
    public Task<OdooIdentity> IdentifyAsync(CancellationToken cancellationToken) =>
        GuardedAsync(() => _connection.IdentifyAsync(cancellationToken), null, "authenticate", cancellationToken);

    /// <summary>
    /// Calls any public method of any model. The result is null, bool, long, decimal (BigInteger beyond its range),
    /// string, an array of objects, or a dictionary by string.
    /// </summary>
    public Task<object?> CallAsync(OdooCall call, CancellationToken cancellationToken) =>
        ExecuteAsync(call, ReadResultAsync, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private Task<T> ExecuteAsync<T>(OdooCall call, Func<Answer, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        return GuardedAsync(RunAsync, call.Model, call.Method, cancellationToken);

        async Task<T> RunAsync()
        {
            var (wire, uid) = await _connection.OpenAsync(cancellationToken);
            return await _retries.For(call.SafeToRepeat).ExecuteAsync(
                async token => await read(await _exchange.SendAsync(wire.Call(call, uid), wire.OpenAsync, token)), cancellationToken);
        }
    }

    private static async ValueTask<object?> ReadResultAsync(Answer answer)
    {
        await using (answer)
            return await answer.ReadResultAsync();
    }

    /// <summary>The call inside the circuit; what it throws says which call it was, and not the secret.</summary>
    private async Task<T> GuardedAsync<T>(Func<Task<T>> call, string? model, string? method, CancellationToken cancellationToken)
    {
        try
        {
            return _circuit is null ? await call() : await _circuit.RunAsync(call, cancellationToken);
        }
        catch (OdooException exception)
        {
            throw exception.For(model, method, _options.Secret);
        }
    }
}
