using System.Collections.Concurrent;
using Causeway.Mirror.Connections;
using Causeway.Odoo;
using Npgsql;

namespace Causeway.Mirror.Catalog;

/// <summary>
/// The plan of each model on each connection. Odoo's field lists are asked for once a day, and again when it says that a
/// field is unknown.
/// </summary>
internal sealed class ModelPlans(NpgsqlDataSource database, OdooClients clients, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>An app that was missing may be installed: that is seen sooner.</summary>
    private static readonly TimeSpan LifetimeOfAbsence = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(int Connection, string Model), (DateTimeOffset At, string? Models, ModelPlan? Plan)> plans = new();

    /// <summary>Null where the instance has no such model.</summary>
    public async Task<ModelPlan?> FindAsync(OdooConnection connection, MirrorModel model, CancellationToken cancellationToken)
    {
        var key = (connection.Id, model.Name);
        // What an administrator chose since then makes another plan.
        if (plans.TryGetValue(key, out var known) && known.Models == connection.Models && time.GetUtcNow() - known.At < (known.Plan is null ? LifetimeOfAbsence : Lifetime))
            return known.Plan;
        var plan = await ReadAsync(connection, ConnectionModels.Find(connection, model.Name) ?? model, cancellationToken);
        if (plan is not null)
        {
            await CustomField.SaveAsync(database, connection.Id, plan, cancellationToken);
            await FieldText.SaveAsync(database, connection.Id, plan, cancellationToken);
        }

        plans[key] = (time.GetUtcNow(), connection.Models, plan);
        return plan;
    }

    /// <summary>What this process knows without asking Odoo; null where it has not asked, or the instance has no such model.</summary>
    public ModelPlan? Known(OdooConnection connection, MirrorModel model) =>
        plans.TryGetValue((connection.Id, model.Name), out var known) && known.Models == connection.Models ? known.Plan : null;

    public void Forget(OdooConnection connection, MirrorModel model) => plans.TryRemove((connection.Id, model.Name), out _);

    /// <summary>All of a connection, which is deleted.</summary>
    public void Forget(int connectionId)
    {
        foreach (var key in plans.Keys.Where(key => key.Connection == connectionId))
            plans.TryRemove(key, out _);
    }

    private async Task<ModelPlan?> ReadAsync(OdooConnection connection, MirrorModel model, CancellationToken cancellationToken)
    {
        var odoo = clients.For(connection);
        try
        {
            var plan = ModelPlan.For(model, await odoo.FieldsGetAsync(model.Name, cancellationToken));
            return model.Fallback is not { } fallback || await CanReadAsync(odoo, plan, cancellationToken)
                ? plan
                : ModelPlan.For(model, fallback, await odoo.FieldsGetAsync(fallback, cancellationToken));
        }
        catch (OdooException exception) when (exception.Kind == OdooErrorKind.UnknownModel)
        {
            return null;
        }
    }

    /// <summary>
    /// Asked for a record and not for the right: Odoo 19 lists fields of an employee that it then refuses to read.
    /// </summary>
    private static async Task<bool> CanReadAsync(OdooClient odoo, ModelPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            await odoo.SearchReadAsync(plan.Source, OdooDomain.All, plan.Fields, pageSize: 1, context: null, cancellationToken).AnyAsync(cancellationToken);
            return true;
        }
        catch (OdooException exception) when (exception.Kind == OdooErrorKind.NoAccess)
        {
            return false;
        }
    }
}
