using Causeway.Platform.Database;

namespace Causeway.Mirror.Catalog;

/// <summary>
/// An index that reads of a model need: within a connection by these columns, then by id. It serves a filter, or a sort in
/// both directions, and costs each row that is stored two or three microseconds.
/// </summary>
internal sealed record MirrorIndex(params string[] Columns)
{
    /// <summary>Columns that it carries besides, so that counting by it need not look at the rows.</summary>
    public string[] Carried { get; init; } = [];

    /// <summary>
    /// Texts as they are, for what is compared and not sorted by: words of Odoo's own, which are short.
    /// </summary>
    public bool Whole { get; init; }

    /// <summary>Finds rows by a member of an x2many.</summary>
    public bool ByMember { get; init; }

    public string NameOn(MirrorModel model) => $"{model.Table["odoo.".Length..]}_by_{string.Join('_', Columns)}{(Whole ? "_whole" : "")}";

    public string CreateOn(MirrorModel model)
    {
        var (method, key) = ByMember
            ? ("gin", string.Join(", ", Columns.Select(Sql.Name)))
            : ("btree", $"connection_id, {string.Join(", ", Columns.Select(column => Key(model, column)))}, id");
        var carried = Carried.Length == 0 ? "" : $" include ({string.Join(", ", Carried.Select(Sql.Name))})";
        return $"create index if not exists {NameOn(model)} on {model.Table} using {method} ({key}){carried};";
    }

    private string Key(MirrorModel model, string column) => Whole ? Sql.Name(column) : model.Field(column)?.SortKey(Sql.Name(column)) ?? Sql.Name(column);
}
