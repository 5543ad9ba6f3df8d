using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Npgsql;

namespace Causeway.Mirror;

/// <summary>What the mirror's tables are made of: the default models, and those that administrators added on any connection.</summary>
internal sealed class MirrorSchema(NpgsqlDataSource database, ConnectionStore connections)
{
    public async Task<IReadOnlyList<MirrorModel>> ModelsAsync(CancellationToken cancellationToken)
    {
        var chosen = (await connections.AllAsync(cancellationToken)).SelectMany(ConnectionModels.Of);
        return [.. DefaultModels.All.UnionBy(chosen, model => model.Name)];
    }

    public async Task EnsureAsync(CancellationToken cancellationToken) =>
        await MirrorTables.EnsureAsync(database, await ModelsAsync(cancellationToken), cancellationToken);
}
