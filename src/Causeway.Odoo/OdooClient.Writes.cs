namespace Causeway.Odoo;

public sealed partial class OdooClient
{
    /// <summary>Makes a record. It is not repeated once it was sent: when the answer is lost, the record may exist.</summary>
    /// <returns>Its id.</returns>
    public async Task<long> CreateAsync(string model, IReadOnlyDictionary<string, object?> values, OdooContext? context, CancellationToken cancellationToken)
    {
        var call = new OdooCall(model, "create") { Arguments = Arguments(("vals_list", values)), Positional = ["vals_list"], Context = context };
        // JSON-2 answers with a list even to one object.
        return await CallAsync(call, cancellationToken) switch
        {
            long id => id,
            object?[] and [long id] => id,
            _ => throw Unexpected("create"),
        };
    }

    /// <summary>Makes several records in one transaction: all or none.</summary>
    /// <returns>Their ids, in the order of the values.</returns>
    public async Task<long[]> CreateManyAsync(string model, IReadOnlyList<IReadOnlyDictionary<string, object?>> values, OdooContext? context, CancellationToken cancellationToken)
    {
        var call = new OdooCall(model, "create") { Arguments = Arguments(("vals_list", values)), Positional = ["vals_list"], Context = context };
        return Ids(await CallAsync(call, cancellationToken), "create");
    }

    /// <summary>Writes the same values to some records. Null empties a field; an x2many takes Odoo's commands, as lists.</summary>
    public async Task WriteAsync(string model, IReadOnlyList<long> ids, IReadOnlyDictionary<string, object?> values, OdooContext? context, CancellationToken cancellationToken)
    {
        var call = new OdooCall(model, "write") { Ids = ids, Arguments = Arguments(("vals", values)), Positional = ["vals"], Context = context };
        await CallAsync(call, cancellationToken);
    }

    /// <summary>Deletes records, for good.</summary>
    public async Task UnlinkAsync(string model, IReadOnlyList<long> ids, OdooContext? context, CancellationToken cancellationToken) =>
        await CallAsync(new OdooCall(model, "unlink") { Ids = ids, Context = context }, cancellationToken);

    /// <summary>
    /// Imports rows as Odoo's own import does: all or none, values parsed from text. With a column <c>id</c> (external
    /// ids, "module.name") it makes a record once, however often it is called, and is retried for that reason.
    /// </summary>
    public async Task<OdooLoadResult> LoadAsync(string model, IReadOnlyList<string> fields, IReadOnlyList<IReadOnlyList<object?>> rows, OdooContext? context, CancellationToken cancellationToken)
    {
        var result = await CallAsync(
            new OdooCall(model, "load")
            {
                Arguments = Arguments(("fields", fields), ("data", rows)),
                Positional = ["fields", "data"],
                Context = context,
                SafeToRepeat = fields.Contains("id", StringComparer.Ordinal),
            },
            cancellationToken);
        var members = Shape<Dictionary<string, object?>>(result, "load");
        var messages = members.GetValueOrDefault("messages") as object?[] ?? [];
        return new OdooLoadResult(
            members.GetValueOrDefault("ids") is object?[] ids ? Ids(ids, "load") : null,
            [.. messages.OfType<Dictionary<string, object?>>().Select(Message)]);
    }

    private static OdooLoadMessage Message(Dictionary<string, object?> message) => new(
        message.GetValueOrDefault("type") as string ?? "error",
        message.GetValueOrDefault("message") as string ?? "",
        message.GetValueOrDefault("record") as long?,
        message.GetValueOrDefault("field") as string);
}
