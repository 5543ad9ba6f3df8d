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
            return $"(select n.{Sql.Name(model.NameField)} from {model.Table} n where n.connection_id = {connection} and n.id = {id})";
        // Nested, not joined: a merge join would read all partners from the first to the one that is sought.
        var name = Of(model.Field(via)!.Relation!, $"v.{Sql.Name(via)}", connection);
        return $"(select {name} from {model.Table} v where v.connection_id = {connection} and v.id = {id})";
    }
}
