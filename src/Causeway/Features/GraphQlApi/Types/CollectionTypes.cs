using Causeway.Features.GraphQlApi.Nouns;
using Causeway.Features.GraphQlApi.Plans;
using Causeway.GraphQL.Types;
using Causeway.Mirror.Catalog;
using Causeway.Platform.Http;

namespace Causeway.Features.GraphQlApi.Types;

/// <summary>Lists of records in their three forms: as a list, as pages with cursors, and as counts and sums.</summary>
internal sealed class CollectionTypes(RecordTypes records, FilterTypes filters, InstanceFields fields)
{
    public static readonly EnumType Order = new("SortOrder")
    {
        Description = "A direction. What is empty comes last in either.",
        Values = { new EnumMember("asc", "The smallest first."), new EnumMember("desc", "The greatest first.") },
    };

    private readonly Dictionary<string, Arguments> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ObjectType> connections = new(StringComparer.Ordinal);
    private readonly AggregateTypes aggregates = new(fields);

    /// <summary>Adds the three fields.</summary>
    public void Add(ObjectType type, string name, Noun noun, MemberLink? link, string description)
    {
        var arguments = Of(noun);
        // What is wrong with an argument takes the field at the root with it, and must not take all of them.
        GraphQLType OrNull(GraphQLType of) => link is null ? of : of.Required();
        type.Add(new FieldOfType(name, OrNull(records.Of(noun).Required().List()))
        {
            Description = description,
            Arguments = [Number("limit", ListRequest.DefaultPerPage, $"How many, {ListRequest.MaxPerPage} at most."), Number("skip", 0, "How many to pass over."), .. arguments.Which, .. arguments.Sorted],
            SizedBy = ("limit", ListRequest.DefaultPerPage),
            Plan = new ListPlan(noun, link),
        });
        type.Add(new FieldOfType($"{name}_connection", OrNull(ConnectionOf(noun)))
        {
            Description = $"{description} In pages that go on from a cursor, in constant time at any depth.",
            Arguments = [Number("first", ListRequest.DefaultPerPage, $"How many, {ListRequest.MaxPerPage} at most."), new("after", ScalarType.String) { Description = "The cursor to go on from." }, .. arguments.Which, .. arguments.Sorted],
            SizedBy = ("first", ListRequest.DefaultPerPage),
            Plan = new ConnectionPlan(noun, link),
        });
        type.Add(new FieldOfType($"{name}_aggregate", OrNull(aggregates.Of(noun)))
        {
            Description = $"{description} Counts and sums over all of them.",
            Arguments = arguments.Which,
            Cost = 10,
            Plan = new AggregatePlan(noun, link),
        });
    }

    /// <summary>Adds the list of the records whose ids a field holds.</summary>
    public void AddTargets(ObjectType type, string name, Noun noun, string ids, string? description) =>
        type.Add(new FieldOfType(name, records.Of(noun).Required().List().Required())
        {
            Description = description,
            Arguments = [Number("limit", ListRequest.MaxPerPage, $"How many, {ListRequest.MaxPerPage} at most.")],
            SizedBy = ("limit", ListRequest.MaxPerPage / 10),
            Plan = new TargetsPlan(noun, ids),
        });

    private Arguments Of(Noun noun)
    {
        if (known.TryGetValue(noun.Type, out var made))
            return made;
        var sort = new EnumType($"{noun.Type}Sort") { Description = $"What lists of {noun.Type} can be sorted by." };
        foreach (var field in records.FieldsOf(noun).Where(field => field.IsSortable))
            sort.Values.Add(new EnumMember(field.Name));
        var filter = filters.Of(noun.Type, records.FieldsOf(noun));
        var unfiltered = noun.Unfiltered is null ? "" : " Without a word on active, those in use alone.";
        return known[noun.Type] = new Arguments(
            [new("search", ScalarType.String) { Description = $"A part of {string.Join(", ", noun.Searched)}, in any case." }, new("filter", filter) { Description = $"Which ones.{unfiltered}" }],
            [new("sort_by", sort) { Description = $"{noun.Sort} where nothing is said." }, new("sort_order", Order) { Description = "asc, but for the usual order." }]);
    }

    private ObjectType ConnectionOf(Noun noun)
    {
        if (connections.TryGetValue(noun.Type, out var made))
            return made;
        var edge = new ObjectType($"{noun.Type}Edge") { Description = "A record and its place in the list." };
        edge.Add(new FieldOfType("cursor", ScalarType.String.Required()) { Description = "The place: after it the list goes on.", Plan = new CursorPlan() });
        edge.Add(new FieldOfType("node", records.Of(noun).Required()) { Plan = new NodePlan() });
        var connection = new ObjectType($"{noun.Type}Connection") { Description = "A page of a list." };
        connection.Add(new FieldOfType("nodes", records.Of(noun).Required().List().Required()) { Plan = new NodesPlan() });
        connection.Add(new FieldOfType("edges", edge.Required().List().Required()) { Plan = new EdgesPlan() });
        connection.Add(new FieldOfType("page_info", PageInfo.Required()) { Plan = new PageInfoPlan() });
        connection.Add(new FieldOfType("total_count", ScalarType.Int.Required()) { Description = "How many there are on all pages.", Plan = new TotalPlan(), Cost = 10 });
        return connections[noun.Type] = connection;
    }

    private static readonly ObjectType PageInfo = MakePageInfo();

    private static ObjectType MakePageInfo()
    {
        var type = new ObjectType("PageInfo") { Description = "Where a page stands in its list." };
        type.Add(new FieldOfType("has_next_page", ScalarType.Boolean.Required()));
        type.Add(new FieldOfType("has_previous_page", ScalarType.Boolean.Required()));
        type.Add(new FieldOfType("start_cursor", ScalarType.String));
        type.Add(new FieldOfType("end_cursor", ScalarType.String) { Description = "Give it as after for the next page." });
        return type;
    }

    private static InputValue Number(string name, int otherwise, string description) =>
        new(name, ScalarType.Int) { Description = description, DefaultValue = new Causeway.GraphQL.Language.IntValue($"{otherwise}") };

    private sealed record Arguments(InputValue[] Which, InputValue[] Sorted);
}
