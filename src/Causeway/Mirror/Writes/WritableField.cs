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
/// <param name="Name">Its JSON name, which is also the name of Odoo's field.</param>
/// <param name="Type">What it takes.</param>
internal sealed record WritableField(string Name, WriteType Type)
{
    public bool Required { get; init; }

    public IReadOnlyList<string> Choices { get; init; } = [];

    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    public int MaxLength { get; init; } = 100_000;
}
