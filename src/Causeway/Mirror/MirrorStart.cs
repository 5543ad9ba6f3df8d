using Causeway.Mirror.Catalog;
using Npgsql;

namespace Causeway.Mirror;

/// <summary>Makes the mirror's tables before anything reads or fills them.</summary>
internal sealed class MirrorStart(NpgsqlDataSource database) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => MirrorTables.EnsureAsync(database, DefaultModels.All, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
