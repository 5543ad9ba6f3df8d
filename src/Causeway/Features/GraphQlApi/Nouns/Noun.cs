using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;

namespace Causeway.Features.GraphQlApi.Nouns;

/// <summary>A kind of mirrored record that has a type of its own in the schema.</summary>
/// <param name="Type">The type's name, such as <c>Lead</c>.</param>
/// <param name="Single">The field that answers one by its id.</param>
/// <param name="Plural">The field that answers a list of them.</param>
/// <param name="Model">Where its rows are.</param>
internal sealed record Noun(string Type, string Single, string Plural, MirrorModel Model)
{
    public required string Description { get; init; }

    /// <summary>What makes a row of the model one of these.</summary>
    public Condition? Kind { get; init; }

    /// <summary>What holds in lists unless their filter says something of <c>active</c>: the same as in the lists of REST.</summary>
    public Condition? Unfiltered { get; init; }

    /// <summary>The fields that <c>search</c> looks at, of a model that has no column for it.</summary>
    public IReadOnlyList<string> Named { get; init; } = ["name"];

    /// <summary>The fields that <c>search</c> looks at.</summary>
    public IReadOnlyList<string> Searched => Model.Search is { } column ? [.. column.Texts, .. column.Numbers] : Named;

    /// <summary>What lists are sorted by where nothing is asked for.</summary>
    public string Sort { get; init; } = "id";

    public bool Descending { get; init; }

    /// <summary>Fields beyond those of the catalogue.</summary>
    public IReadOnlyList<DerivedField> Derived { get; init; } = [];

    /// <summary>Amounts in the currency of the record's company, which are summed up in that of the connection's main one.</summary>
    public IReadOnlyList<DerivedField> Amounts { get; init; } = [];

    /// <summary>Single records that each belongs to, beyond its own references.</summary>
    public IReadOnlyList<OwnerLink> Owners { get; init; } = [];

    /// <summary>Lists of what belongs to each.</summary>
    public IReadOnlyList<MemberLink> Members { get; init; } = [];
}

/// <summary>A field made of others.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sql">An SQL expression over the row <c>r</c>.</param>
/// <param name="Type">What it gives.</param>
/// <param name="Description">What it says.</param>
internal sealed record DerivedField(string Name, string Sql, MirrorType Type, string Description)
{
    /// <summary>Whether it is one of the sums that <see cref="Accounts.AccountBusiness"/> joins.</summary>
    public bool IsBusiness { get; init; }
}

/// <summary>A single record that each belongs to.</summary>
/// <param name="Name">The field.</param>
/// <param name="To">The noun's type.</param>
/// <param name="Id">An SQL expression over the row <c>r</c> for its id.</param>
/// <param name="Description">What it is.</param>
internal sealed record OwnerLink(string Name, string To, string Id, string Description);

/// <summary>A list of records that belong to each.</summary>
/// <param name="Name">The field.</param>
/// <param name="To">The noun's type.</param>
/// <param name="Where">The condition over the list's row <c>r</c>, given the id of the one that they belong to.</param>
/// <param name="Description">What they are.</param>
internal sealed record MemberLink(string Name, string To, Func<LinkEnd, Condition> Where, string Description);

/// <summary>The record that a list belongs to, as the list's own statement knows it.</summary>
/// <param name="Viewer">Who reads.</param>
/// <param name="Id">An SQL expression for its id.</param>
internal sealed record LinkEnd(Viewer Viewer, Platform.Database.SqlRaw Id);
