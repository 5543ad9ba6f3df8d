namespace Causeway.Odoo.Wire;

/// <summary>What is found out once and then kept: the server, the transport, and who we are there.</summary>
internal sealed class Connection(OdooOptions options, Exchange exchange, Retries retries) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Probe _probe = new(options, exchange, retries);
    private Probe.Finding? _finding;
    private OdooIdentity? _identity;

    public async Task<OdooServer> ProbeAsync(CancellationToken cancellationToken) =>
        (_finding ?? await OnceAsync(FindAsync, cancellationToken)).Server;

    /// <summary>The transport, and the uid it needs; asks the server at the first call only.</summary>
    public async Task<(IWire Wire, long Uid)> OpenAsync(CancellationToken cancellationToken)
    {
        var finding = _finding ?? await OnceAsync(FindAsync, cancellationToken);
        if (finding.Wire is not IRpcWire)
            return (finding.Wire, 0);
        var identity = _identity ?? await OnceAsync(async token => _identity ?? await SignInAsync(finding, token), cancellationToken);
        return (finding.Wire, identity.Uid);
    }

    /// <summary>Asks the server who we are, every time.</summary>
    public Task<OdooIdentity> IdentifyAsync(CancellationToken cancellationToken) =>
        OnceAsync(async token => await SignInAsync(await FindAsync(token), token), cancellationToken);

    public void Dispose() => _turn.Dispose();

    private async Task<T> OnceAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await ask(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Probe.Finding> FindAsync(CancellationToken cancellationToken)
    {
        if (_finding is null)
        {
            var finding = await _probe.RunAsync(cancellationToken);
            _identity ??= finding.Identity;
            _finding = finding;
        }
        return _finding;
    }

    private async Task<OdooIdentity> SignInAsync(Probe.Finding finding, CancellationToken cancellationToken) =>
        _identity = await _probe.Credentials.CheckAsync(finding.Wire, cancellationToken);
}
