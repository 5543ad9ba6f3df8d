using Causeway.Mirror.Catalog;
using Causeway.Odoo;

namespace Causeway.Mirror.Writes;

/// <summary>What is done to records in Odoo: to one, or to many by the same call.</summary>
/// <param name="Method">The method of Odoo that does it, for the record.</param>
/// <param name="Fields">What it sets, for the record.</param>
/// <param name="RunAsync">Does it to the records with these ids.</param>
internal sealed record OdooChange(string Method, string[] Fields, Func<OdooClient, IReadOnlyList<long>, OdooContext, CancellationToken, Task> RunAsync)
{
    public static OdooChange Write(MirrorModel model, IReadOnlyDictionary<string, object?> values) => new(
        "write",
        [.. values.Keys],
        (odoo, ids, context, cancellationToken) => odoo.WriteAsync(model.Name, ids, values, context, cancellationToken));

    /// <summary>One of Odoo's own methods on records, such as those that mark a lead won or lost.</summary>
    public static OdooChange Call(MirrorModel model, string method, IReadOnlyDictionary<string, object?> arguments) => new(
        method,
        [.. arguments.Keys],
        (odoo, ids, context, cancellationToken) => odoo.CallAsync(
            new OdooCall(model.Name, method) { Ids = ids, Arguments = arguments, Context = context }, cancellationToken));

    public static OdooChange Unlink(MirrorModel model) => new(
        "unlink",
        [],
        (odoo, ids, context, cancellationToken) => odoo.UnlinkAsync(model.Name, ids, context, cancellationToken));
}
