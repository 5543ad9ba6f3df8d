using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Odoo;
using Causeway.Platform.Http.Idempotency;

namespace Causeway.Mirror.Writes;

/// <summary>
/// Makes a record that is made once, however often its request is carried out: by Odoo's <c>load</c>, which makes it and
/// its external id in one transaction. Odoo's <c>create</c> leaves nothing to find it by when the answer is lost.
/// </summary>
internal sealed class CreateOnce(OdooClients clients, ModelPlans plans)
{
    /// <summary>No module of this name is ever installed: an upgrade of Odoo takes nothing of it for left over.</summary>
    private const string Module = "causeway";

    public async Task<long> RunAsync(OdooClient odoo, WriteOrder order, IReadOnlyDictionary<string, object?> values, OdooContext context, IdempotentRequest request, CancellationToken cancellationToken)
    {
        var name = request.NextName();
        if (request.IsRetry && await FindAsync(order.Connection, name, cancellationToken) is { } found)
            return found;
        if (await LoadAsync(odoo, order, values, context, name, cancellationToken) is { } loaded)
            return loaded;
        // It made nothing. What it cannot do create may, and else says why not; that is not done twice.
        await request.ForbidRepeatAsync(cancellationToken);
        return await odoo.CreateAsync(order.Model.Name, values, context, cancellationToken);
    }

    /// <summary>Null where it was not made.</summary>
    private async Task<long?> LoadAsync(OdooClient odoo, WriteOrder order, IReadOnlyDictionary<string, object?> values, OdooContext context, string name, CancellationToken cancellationToken)
    {
        var known = (await plans.FindAsync(order.Connection, order.Model, cancellationToken))?.Fields.ToDictionary(field => field.Name) ?? [];
        if (!values.All(value => LoadedColumn.Takes(order.Model.Name, known.GetValueOrDefault(value.Key), value.Key, value.Value)))
            return null;
        var columns = values.Select(value => LoadedColumn.Of(known.GetValueOrDefault(value.Key), value.Key, value.Value)).ToList();
        var result = await odoo.LoadAsync(
            order.Model.Name,
            ["id", .. columns.Select(column => column.Name)],
            [[$"{Module}.{name}", .. columns.Select(column => column.Cell)]],
            context,
            cancellationToken);
        if (result.ConcurrentUpdate)
            throw new OdooException(OdooErrorKind.ConcurrentUpdate, "Odoo is still at an earlier request with this key.");
        return result.Ids is [var id] ? id : null;
    }

    /// <summary>
    /// The record of a request that was interrupted. To load it once more would set it back to what it was, whoever has
    /// changed it since. By the connection's account: a salesperson loads external ids, and does not read them.
    /// </summary>
    private async Task<long?> FindAsync(OdooConnection connection, string name, CancellationToken cancellationToken)
    {
        var call = new OdooCall("ir.model.data", "search_read")
        {
            Arguments = new Dictionary<string, object?>
            {
                ["domain"] = OdooDomain.Where("module", "=", Module).And(OdooDomain.Where("name", "=", name)),
                ["fields"] = new[] { "res_id" },
            },
            SafeToRepeat = true,
        };
        try
        {
            return await clients.For(connection).CallAsync(call, cancellationToken) is object?[] and [Dictionary<string, object?> row] ? row["res_id"] as long? : null;
        }
        catch (OdooException exception) when (exception.Kind == OdooErrorKind.NoAccess)
        {
            return null;
        }
    }
}
