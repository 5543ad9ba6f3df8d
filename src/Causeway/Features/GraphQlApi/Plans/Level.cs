using Causeway.Features.GraphQlApi.Nouns;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Records;
using Causeway.Mirror.Records.Any;
using Causeway.Platform.Database;

namespace Causeway.Features.GraphQlApi.Plans;

/// <summary>What a whole statement is made for.</summary>
/// <param name="Viewer">Whose view it takes.</param>
/// <param name="Fields">What is known of the instance's fields.</param>
/// <param name="Money">What amounts are summed up in; null where nothing that is asked for needs it.</param>
/// <param name="Today">What is overdue is held against it.</param>
internal sealed record Compilation(Viewer Viewer, InstanceFields Fields, Money? Money, DateOnly Today)
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, RecordField>> fields = [];
    private int levels;

    /// <summary>Whether a lead of any salesperson may be read by its id (<c>LEAD_READ=connection</c>).</summary>
    public bool ReadsEveryLead { get; init; }

    public OdooConnection Connection => Viewer.Connection;

    /// <summary>The models that the statement reads.</summary>
    public HashSet<string> Models { get; } = [];

    public int NextLevel() => levels++;

    /// <summary>Every field of a model of the instance, by name.</summary>
    public IReadOnlyDictionary<string, RecordField> FieldsOf(MirrorModel model)
    {
        if (!fields.TryGetValue(model.Name, out var known))
            fields.Add(model.Name, known = RecordField.Of(model, Fields.Custom(model.Name)));
        return known;
    }

    /// <summary>The same of a noun, of which some are made of others: what a record shows is what it is found by.</summary>
    public IReadOnlyDictionary<string, RecordField> FieldsOf(Noun noun)
    {
        var known = FieldsOf(noun.Model);
        var derived = noun.Derived.Where(field => known.ContainsKey(field.Name)).ToDictionary(field => field.Name, field => field.Sql, StringComparer.Ordinal);
        return derived.Count == 0 ? known : known.ToDictionary(field => field.Key, field => derived.TryGetValue(field.Key, out var sql) ? field.Value with { Expression = sql } : field.Value);
    }

    /// <summary>The records of a noun that the viewer may see, under further conditions.</summary>
    public RecordQuery Query(Noun noun, Viewer viewer, IEnumerable<Condition> conditions)
    {
        Models.Add(noun.Model.Name);
        var sorts = FieldsOf(noun.Model).Values.Where(field => field.IsSortable && field.Name != SortField.Id.Name).Select(field => field.Sort);
        var shape = new RecordShape(noun.Model, noun.Type, noun.Plural, [], sorts);
        return new RecordQuery(shape, viewer, noun.Kind is { } kind ? [kind, .. conditions] : [.. conditions]);
    }
}

/// <summary>
/// The row <c>r</c> of one level of the statement. What is nested below it has an <c>r</c> of its own, and knows this one by
/// its keys, which a lateral join gives a name to.
/// </summary>
internal sealed class Level(Compilation compilation)
{
    private readonly string name = $"k{compilation.NextLevel()}";
    private readonly List<string> keys = [];

    public Compilation Compilation => compilation;

    public Viewer Viewer => compilation.Viewer;

    /// <summary>The list of which this is a row, where parts of the whole list are asked for.</summary>
    public ListedRecords? List { get; init; }

    public Level Below(ListedRecords? list = null) => new(compilation) { List = list };

    /// <summary>The name under which what is nested knows an expression over this row.</summary>
    public SqlRaw Key(string expression)
    {
        if (!keys.Contains(expression))
            keys.Add(expression);
        return $"{name}.c{keys.IndexOf(expression)}";
    }

    /// <summary>Joins the keys that were asked for; after everything that asks for them.</summary>
    public void AppendKeys(SqlText sql)
    {
        if (keys.Count > 0)
            sql.Append($"\ncross join lateral (select {(SqlRaw)string.Join(", ", keys.Select((key, i) => $"{key} as c{i}"))}) {(SqlRaw)name}");
    }
}
