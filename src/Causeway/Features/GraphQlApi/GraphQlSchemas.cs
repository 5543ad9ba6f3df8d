using System.Collections.Concurrent;
using Causeway.Features.GraphQlApi.Types;
using Causeway.GraphQL;
using Causeway.Mirror.Catalog;
using Npgsql;

namespace Causeway.Features.GraphQlApi;

/// <summary>The fields of an instance, and the engine over the schema that is made of them.</summary>
internal sealed record InstanceSchema(InstanceFields Fields, Lazy<Engine> Engine);

/// <summary>The schema of each connection: those whose instances have the same fields under the same names share one.</summary>
internal sealed class GraphQlSchemas(NpgsqlDataSource database, ApiSchema schema, TimeProvider time)
{
    /// <summary>Each has its checked documents; beyond it all are made anew as they are asked for.</summary>
    private const int MostSchemas = 32;

    private const int MostConnections = 10_000;

    /// <summary>Fields and their labels change about as often as somebody customizes Odoo.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, InstanceSchema> schemas = new();
    private readonly ConcurrentDictionary<int, (DateTimeOffset At, InstanceSchema Schema)> known = new();

    /// <summary>What there is where no Odoo is connected yet.</summary>
    public InstanceSchema OfNone => Of(InstanceFields.None);

    public async Task<InstanceSchema> FindAsync(int connectionId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (known.TryGetValue(connectionId, out var kept) && now - kept.At < Fresh)
            return kept.Schema;
        var found = Of(await InstanceFields.ReadAsync(database, connectionId, cancellationToken));
        if (known.Count >= MostConnections)
            known.Clear();
        known[connectionId] = (now, found);
        return found;
    }

    private InstanceSchema Of(InstanceFields fields)
    {
        if (schemas.Count >= MostSchemas && !schemas.ContainsKey(fields.Fingerprint))
            schemas.Clear();
        return schemas.GetOrAdd(fields.Fingerprint, _ => new InstanceSchema(fields, new Lazy<Engine>(() => new Engine(schema.Build(fields), ApiSchema.Limits))));
    }
}
