using Causeway.Mirror.Catalog;

namespace Causeway.Mirror.Records.Any;

/// <summary>A field of any model that lists are filtered and sorted by.</summary>
/// <param name="Name">Odoo's name for it.</param>
/// <param name="Expression">Its value, as SQL over the row <c>r</c>.</param>
/// <param name="Type">What the expression gives.</param>
/// <param name="Relation">The model that a reference points to.</param>
internal sealed record RecordField(string Name, string Expression, MirrorType Type, string? Relation = null)
{
    /// <summary>True for what <c>custom</c> holds.</summary>
    public bool IsCustom { get; private init; }

    /// <summary>True for what has an order and is one value.</summary>
    public bool IsSortable => Type is not (MirrorType.References or MirrorType.Json or MirrorType.Properties);

    public SortField Sort => new(Name, SortKey ?? new MirrorField(Name, Type).SortKey(Expression), new MirrorField(Name, Type).SqlType);

    /// <summary>What it is sorted by where the model declares it.</summary>
    private string? SortKey { get; init; }

    /// <summary>Every field of a model, by name.</summary>
    public static IReadOnlyDictionary<string, RecordField> Of(MirrorModel model, IEnumerable<CustomField> custom) => model.Fields
        .Select(field => new RecordField(field.Name, model.Column(field), field.Type, field.Relation) { SortKey = model.SortKey(field) })
        .Concat(custom.Where(field => model.Field(field.Name) is null).Select(field => InCustom(model, field)))
        .Prepend(new("id", "r.id", MirrorType.Integer))
        .Append(new("create_date", "r.create_date", MirrorType.Instant))
        .Append(new("write_date", "r.write_date", MirrorType.Instant))
        .ToDictionary(field => field.Name);

    private static RecordField InCustom(MirrorModel model, CustomField field) =>
        new(field.Name, model.Guard(field.Name, field.InRow("r.custom")), field.Type, field.Relation) { IsCustom = true };
}
