using System.Collections.Concurrent;
using Causeway.Mirror.Connections;
using Causeway.Odoo;

namespace Causeway.Mirror.Catalog;

/// <summary>
/// The plan of each model on each connection. Odoo's field lists are asked for once a day, and again when it says that a
/// field is unknown.
/// </summary>
internal sealed class ModelPlans(OdooClients clients, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<(int Connection, string Model), (DateTimeOffset At, ModelPlan? Plan)> plans = new();

    /// <summary>Null where the instance has no such model.</summary>
    public async Task<ModelPlan?> FindAsync(OdooConnection connection, MirrorModel model, CancellationToken cancellationToken)
    {
        var key = (connection.Id, model.Name);
        if (plans.TryGetValue(key, out var known) && time.GetUtcNow() - known.At < Lifetime)
            return known.Plan;
        var plan = await ReadAsync(connection, model, cancellationToken);
        plans[key] = (time.GetUtcNow(), plan);
        return plan;
    }

    public void Forget(OdooConnection connection, MirrorModel model) => plans.TryRemove((connection.Id, model.Name), out _);

    private async Task<ModelPlan?> ReadAsync(OdooConnection connection, MirrorModel model, CancellationToken cancellationToken)
    {
        try
        {
            return ModelPlan.For(model, await clients.For(connection).FieldsGetAsync(model.Name, cancellationToken));
        }
        catch (OdooException exception) when (exception.Kind == OdooErrorKind.UnknownModel)
        {
            return null;
        }
    }
}
