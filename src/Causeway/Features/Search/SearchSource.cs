using Causeway.Platform.Database;

namespace Causeway.Features.Search;

/// <summary>A table that is searched, and how its rows are shown. Expressions are over <see cref="Row"/>.</summary>
internal sealed record SearchSource
{
    /// <summary>The groups that its rows belong to.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    public required string Table { get; init; }

    public string Row { get; init; } = "r";

    /// <summary>The columns that <see cref="Visible"/>, <see cref="Type"/> and <see cref="Active"/> look at.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Where all of its rows are that can be meant: within a connection.</summary>
    public required Action<SqlText> Within { get; init; }

    /// <summary>What the reader may see, with a leading <c>and</c>.</summary>
    public required Action<SqlText> Visible { get; init; }

    /// <summary>Whether that may be a small part, so that what the reader sees is looked through where many others match.</summary>
    public required bool IsNarrow { get; init; }

    /// <summary>The order, by an index, in which what is new comes first.</summary>
    public string Newest { get; init; } = "r.id desc";

    /// <summary>The row's group.</summary>
    public required string Type { get; init; }

    /// <summary>What is in use comes before what is not.</summary>
    public string Active { get; init; } = "r.active is distinct from false";

    public required string Title { get; init; }

    public required string Subtitle { get; init; }

    /// <summary>Appends the model and the id of its record in Odoo.</summary>
    public required Action<SqlText> Link { get; init; }

    public string LastSynced { get; init; } = "r.confirmed_at";
}
