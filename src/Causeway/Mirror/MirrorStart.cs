using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Management;
using Causeway.Platform.Settings;

namespace Causeway.Mirror;

/// <summary>Makes the mirror's tables before anything reads or fills them.</summary>
internal sealed class MirrorStart(MirrorSchema schema, CausewaySettings settings, ConnectionStore connections, ConnectionConfigure configure) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await schema.EnsureAsync(cancellationToken);
        await SettingsConnection.SaveAsync(settings, connections, configure, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
