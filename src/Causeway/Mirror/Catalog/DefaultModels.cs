using System.Collections.Immutable;

namespace Causeway.Mirror.Catalog;

/// <summary>
/// The models that every connection mirrors. A field that an instance lacks is null there; one that it has beyond these
/// goes to <c>custom</c>. Fields by version: Odoo 14 to 19.
/// </summary>
internal static partial class DefaultModels
{
    /// <summary>In the order in which they are first read: what names others come before what they name.</summary>
    public static readonly ImmutableArray<MirrorModel> All;

    // Not an initializer: those of several files run in no order that one can rely on.
    static DefaultModels() => All =
    [
        Stage,
        Tag,
        Team,
        TeamMember,
        LostReason,
        Company,
        Currency,
        CurrencyRate,
        Country,
        State,
        PartnerCategory,
        Industry,
        Department,
        ActivityType,
        User,
        Employee,
        Lead,
        Partner,
        Product,
        Activity,
        Move,
    ];

    /// <summary>The entities of the contract, as in <c>enabled_entities</c>.</summary>
    public static IEnumerable<string> Entities => All.SelectMany(model => new[] { model.Entity, model.OtherEntity }).OfType<string>().Distinct();

    /// <summary>The default model of a name; null where there is none.</summary>
    public static MirrorModel? Find(string name) => All.FirstOrDefault(model => model.Name == name);

    private static MirrorField Text(string name) => new(name, MirrorType.Text);

    /// <summary>A text of Odoo's own, which is short.</summary>
    private static MirrorField Word(string name) => Text(name) with { Brief = true };

    /// <summary>A text that lists are sorted by, of which many are read past.</summary>
    private static MirrorField Title(string name) => Text(name) with { HasSortColumn = true };

    private static MirrorField Integer(string name) => new(name, MirrorType.Integer);

    private static MirrorField Number(string name) => new(name, MirrorType.Number);

    private static MirrorField Flag(string name) => new(name, MirrorType.Boolean);

    private static MirrorField Day(string name) => new(name, MirrorType.Date);

    private static MirrorField Instant(string name) => new(name, MirrorType.Instant);

    private static MirrorField Properties(string name) => new(name, MirrorType.Properties);

    private static MirrorField ToOne(string name, string relation) => new(name, MirrorType.Reference) { Relation = relation };

    private static MirrorField ToMany(string name, string relation) => new(name, MirrorType.References) { Relation = relation };
}
