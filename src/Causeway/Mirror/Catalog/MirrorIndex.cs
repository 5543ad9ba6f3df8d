using Causeway.Platform.Database;

namespace Causeway.Mirror.Catalog;

/// <summary>
/// An index that reads of a model need: within a connection by these columns, then by id; without any, by id alone. It serves a
/// filter, or a sort in both directions, and costs each row that is stored two or three microseconds.
/// </summary>
internal sealed record MirrorIndex(params string[] Columns)
{
    /// <summary>
    /// Columns that it carries besides: of what the visibility rule or a filter leaves out it then looks at no row, only at
    /// its own entries, of which a page of PostgreSQL holds eighty.
    /// </summary>
    public string[] Carried { get; init; } = [];

    /// <summary>An SQL condition that holds for the few rows that stand in it, and the name by which they are called.</summary>
    public (string Name, string Condition)? Only { get; init; }

    /// <summary>Finds rows by a member of an x2many.</summary>
    public bool ByMember { get; init; }

    public string NameOn(MirrorModel model) => $"{model.Table["odoo.".Length..]}_by_{Only?.Name ?? (Columns is [] ? "id" : string.Join('_', Columns))}";

    public string CreateOn(MirrorModel model)
    {
        var (method, key) = ByMember
            ? ("gin", string.Join(", ", Columns.Select(Sql.Name)))
            : ("btree", string.Join(", ", ["connection_id", .. Columns.Select(column => Key(model, column)), "id"]));
        var carried = Carried.Except(Columns).Select(Sql.Name).ToList() is { Count: > 0 } columns ? $" include ({string.Join(", ", columns)})" : "";
        return $"create index if not exists {NameOn(model)} on {model.Table} using {method} ({key}){carried}{(Only is { } only ? $" where {only.Condition}" : "")};";
    }

    private static string Key(MirrorModel model, string column) =>
        model.Field(column) is { } field ? field.SortColumn ?? field.SortKey(Sql.Name(column)) : Sql.Name(column);
}
