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
}
