using Causeway.Odoo;

namespace Causeway.Mirror.Writes;

internal enum WriteType
{
    Text,
    Number,
    Integer,
    Boolean,
    Date,
    Instant,

    /// <summary>The id of a user of ours, or null.</summary>
    User,

    /// <summary>The id of one record, or null.</summary>
    Reference,

    /// <summary>A list of ids that replaces the present ones.</summary>
    References,

    /// <summary>A list of ids that are added to the present ones.</summary>
    Added,

    /// <summary>A list of ids that are taken from the present ones.</summary>
    Removed,
}

/// <summary>One member that a body may set.</summary>
/// <param name="Name">Its JSON name.</param>
/// <param name="Type">What it takes.</param>
internal sealed record WritableField(string Name, WriteType Type)
{
    /// <summary>The name of Odoo's field.</summary>
    public string Field { get; init; } = Name;

    /// <summary>
    /// Whether it says less than Odoo's field holds, as an account does of a contact: sent back as it was, it changes nothing.
    /// </summary>
    public bool IsDerived => Field != Name;

    public bool Required { get; init; }

    public IReadOnlyList<string> Choices { get; init; } = [];

    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    public int MaxLength { get; init; } = 100_000;

    /// <summary>One of the instance's own fields, as it describes it itself; null where it cannot be written.</summary>
    public static WritableField? Of(OdooField field) => TypeOf(field) is { } type
        ? new WritableField(field.Name, type)
        {
            Required = field.Required,
            Choices = field.Selection is { Count: > 0 } selection ? [.. selection.Select(option => option.Key)] : [],
        }
        : null;

    private static WriteType? TypeOf(OdooField field) => field.ReadOnly ? null : field.Type switch
    {
        OdooFieldType.Char or OdooFieldType.Text or OdooFieldType.Html or OdooFieldType.Selection or OdooFieldType.Reference => WriteType.Text,
        OdooFieldType.Integer or OdooFieldType.Many2oneReference => WriteType.Integer,
        OdooFieldType.Float or OdooFieldType.Monetary => WriteType.Number,
        OdooFieldType.Boolean => WriteType.Boolean,
        OdooFieldType.Date => WriteType.Date,
        OdooFieldType.DateTime => WriteType.Instant,
        OdooFieldType.Many2one => WriteType.Reference,
        OdooFieldType.Many2many => WriteType.References,
        _ => null,
    };
}
