using Causeway.Platform.Access.Tokens;

namespace Causeway.Platform.Access;

/// <summary>What must be there before the first request: keys to check tokens with, and somebody to sign in as.</summary>
internal sealed class AccessStart(SigningKeys keys, FirstAdmin admin) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await keys.LoadAsync(cancellationToken);
        await admin.EnsureAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
