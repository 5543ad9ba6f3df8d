using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Platform.Settings;
using Npgsql;

namespace Causeway.Mirror;

/// <summary>Makes the mirror's tables before anything reads or fills them.</summary>
internal sealed class MirrorStart(NpgsqlDataSource database, CausewaySettings settings, ConnectionStore connections, ConnectionConfigure configure) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var chosen = (await connections.AllAsync(cancellationToken)).SelectMany(ConnectionModels.Of).DistinctBy(model => model.Name);
        await MirrorTables.EnsureAsync(database, DefaultModels.All.UnionBy(chosen, model => model.Name), cancellationToken);
        await SettingsConnection.SaveAsync(settings, connections, configure, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
