using Causeway.Mirror.Catalog;
using Causeway.Platform.Database;

namespace Causeway.Mirror.Records;

/// <summary>
/// How the name of a referred record is found when it is read: from its own mirrored row, so that a rename shows
/// everywhere at once (Odoo does not move the write_date of the rows that refer to it).
/// </summary>
internal static class Names
{
    /// <summary>An SQL expression for the name of the record of <paramref name="model"/> whose id is <paramref name="id"/>.</summary>
    /// <param name="model">The model referred to.</param>
    /// <param name="id">An SQL expression for its id.</param>
    /// <param name="connection">An SQL expression for the connection.</param>
    public static string Of(string model, string id, string connection = "r.connection_id") =>
        DefaultModels.Find(model) is { } mirrored
            ? Mirrored(mirrored, id, connection)
            : $"(select n.display_name from odoo.name n where n.connection_id = {connection} and n.model = {Sql.Literal(model)} and n.id = {id})";

    private static string Mirrored(MirrorModel model, string id, string connection)
    {
        if (model.NameVia is not { } via)
            return Own(model, model.NameField, id, connection);
        var target = DefaultModels.Find(model.Field(via)!.Relation!)!;
        var targetId = $"v.{Sql.Name(via)}";
        // Of a user's partner the bare name: in its full name its company comes first.
        var name = target.NameVia is null ? Own(target, model.NameField, targetId, connection) : Mirrored(target, targetId, connection);
        // Nested, not joined: a merge join would read all partners from the first to the one that is sought.
        return $"(select {name} from {model.Table} v where v.connection_id = {connection} and v.id = {id})";
    }

    private static string Own(MirrorModel model, string field, string id, string connection) =>
        $"(select n.{Sql.Name(field)} from {model.Table} n where n.connection_id = {connection} and n.id = {id})";
}
