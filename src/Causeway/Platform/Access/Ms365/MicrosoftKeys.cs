using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Causeway.Platform.Access.Ms365;

/// <summary>
/// What the tenant publishes about itself, asked for twice a day, and when a token names a key that we have not seen:
/// Microsoft changes its keys without notice.
/// </summary>
internal sealed class MicrosoftKeys(MicrosoftNetwork network, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(12);

    /// <summary>Anybody can name a key that nobody has: that must not make us ask each time.</summary>
    internal static readonly TimeSpan BetweenReads = TimeSpan.FromMinutes(1);

    /// <summary>Whoever waits behind a read that failed learns so at once, and does not wait for another.</summary>
    internal static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim reading = new(1);

    private Known? known;
    private Failed? failed;

    private sealed record Known(string Address, OpenIdConnectConfiguration Metadata, DateTimeOffset ReadAt);

    private sealed record Failed(string Address, string Message, DateTimeOffset At);

    /// <exception cref="MicrosoftAwayException">It cannot be had.</exception>
    public async Task<OpenIdConnectConfiguration> GetMetadataAsync(MicrosoftApplication application, CancellationToken cancellationToken) =>
        (await GetAsync(application, Fresh, cancellationToken)).Metadata;

    /// <summary>The key of this name, and the issuer whose it is; null where the tenant does not publish it.</summary>
    /// <exception cref="MicrosoftAwayException">It cannot be looked up.</exception>
    public async Task<(OpenIdConnectConfiguration Metadata, JsonWebKey Key)?> FindAsync(MicrosoftApplication application, string id, CancellationToken cancellationToken)
    {
        var metadata = (await GetAsync(application, Fresh, cancellationToken)).Metadata;
        if (Find(metadata, id) is null)
            metadata = (await GetAsync(application, BetweenReads, cancellationToken)).Metadata;
        return Find(metadata, id) is { } key ? (metadata, key) : null;
    }

    /// <summary>As we know it, when that is younger than asked for; else anew.</summary>
    private async Task<Known> GetAsync(MicrosoftApplication application, TimeSpan age, CancellationToken cancellationToken)
    {
        if (Find(application, age) is { } before)
            return before;
        await reading.WaitAsync(cancellationToken);
        try
        {
            // Whoever came first has read it meanwhile.
            return Find(application, age) ?? await ReadAsync(application, cancellationToken);
        }
        finally
        {
            reading.Release();
        }
    }

    private async Task<Known> ReadAsync(MicrosoftApplication application, CancellationToken cancellationToken)
    {
        if (failed is { } before && before.Address == application.MetadataAddress && clock.GetUtcNow() - before.At < AfterFailure)
            throw new MicrosoftAwayException(before.Message);
        try
        {
            return known = new Known(application.MetadataAddress, await network.GetMetadataAsync(application, cancellationToken), clock.GetUtcNow());
        }
        catch (MicrosoftAwayException failure)
        {
            failed = new Failed(application.MetadataAddress, failure.Message, clock.GetUtcNow());
            throw;
        }
    }

    private Known? Find(MicrosoftApplication application, TimeSpan age) =>
        known is { } read && read.Address == application.MetadataAddress && clock.GetUtcNow() - read.ReadAt < age ? read : null;

    private static JsonWebKey? Find(OpenIdConnectConfiguration metadata, string id) => metadata.JsonWebKeySet.Keys.FirstOrDefault(key =>
        key.Kid == id && key.Kty == JsonWebAlgorithmsKeyTypes.RSA && key.Use is null or "" or JsonWebKeyUseNames.Sig);

    public void Dispose() => reading.Dispose();
}
