using Causeway.Platform.Database;

namespace Causeway.Mirror.Catalog;

/// <summary>
/// What a model's records are found by: one column, made of others by PostgreSQL itself, so that a row whose texts have not
/// changed keeps its entries in the index. It begins with a space and the title; the other texts follow in a line of their
/// own, each word after a space.
/// </summary>
internal sealed record SearchColumn(params string[] Texts)
{
    public const string Name = "search_text";

    /// <summary>Telephone numbers are found by their digits as well, however somebody has written them.</summary>
    public string[] Numbers { get; init; } = [];

    /// <summary>Whether people know these records by numbers, such as INV/2026/00017: how their words begin has an index of its own.</summary>
    public bool IsNumbered { get; init; }

    /// <summary>SQL over a row <c>r</c>: what begins with the pattern of <c>causeway.like_start</c>, by an index.</summary>
    public static string Start(string row) => $"left({row}.{Name}, 100)";

    /// <summary>The index of trigrams.</summary>
    public static string IndexName(MirrorModel model) => $"{model.Table["odoo.".Length..]}_by_text";

    public string AddTo(MirrorModel model) =>
        $"alter table {model.Table} add column {Name} text generated always as ({Expression(model)}) stored;";

    /// <summary>
    /// The class of operators is found by the search path, since an administrator may have installed pg_trgm anywhere.
    /// </summary>
    public static IEnumerable<(string Name, string Create)> IndexesOn(MirrorModel model)
    {
        var table = model.Table["odoo.".Length..];
        var start = $"{table}_by_start";
        var number = $"{table}_by_number";
        yield return (IndexName(model), $"create index {IndexName(model)} on {model.Table} using gin ({Name} gin_trgm_ops);");
        yield return (start, $"create index {start} on {model.Table} (connection_id, left({Name}, 100) text_pattern_ops);");
        // A few a row: put in their place at once, they leave no list that every search reads whole.
        if (model.Search is { IsNumbered: true })
            yield return (number, $"create index {number} on {model.Table} using gin (causeway.number_starts({Name})) with (fastupdate = off);");
    }

    private string Expression(MirrorModel model)
    {
        var others = Texts.Skip(1).Concat(Numbers).Select(field => $" || ' ' || {Text(model, field)}");
        var digits = Numbers.Select(field => $" || ' ' || translate({Text(model, field)}, ' +()./-', '')");
        return $"causeway.fold(' ' || {Text(model, Texts[0])} || chr(10){string.Concat(others)}){string.Concat(digits)}";
    }

    private static string Text(MirrorModel model, string field) => $"coalesce({Sql.Name(model.Field(field)!.Column)}, '')";
}
