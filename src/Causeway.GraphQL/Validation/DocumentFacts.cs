using System.Collections.Immutable;
using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;

namespace Causeway.GraphQL.Validation;

/// <summary>
/// Everything in a document that rules ask about, with the types that the schema gives it: found in one walk, so that
/// each rule is a plain query over it.
/// </summary>
internal sealed class DocumentFacts
{
    private readonly Dictionary<string, DefinitionFacts> byFragment;

    public DocumentFacts(Schema schema, Document document)
    {
        (Schema, Document) = (schema, document);
        Operations = [.. document.Operations.Select(operation => new FactWalker(schema).Of(operation))];
        Fragments = [.. document.Fragments.Select(fragment => new FactWalker(schema).Of(fragment))];
        byFragment = Fragments.DistinctBy(fragment => fragment.Fragment!.Name).ToDictionary(fragment => fragment.Fragment!.Name, StringComparer.Ordinal);
    }

    public Schema Schema { get; }

    public Document Document { get; }

    public IReadOnlyList<DefinitionFacts> Operations { get; }

    public IReadOnlyList<DefinitionFacts> Fragments { get; }

    public IEnumerable<DefinitionFacts> All => Operations.Concat(Fragments);

    public DefinitionFacts? Fragment(string name) => byFragment.GetValueOrDefault(name);

    /// <summary>A definition and every fragment that it spreads, directly or through others; each once.</summary>
    public IReadOnlyList<DefinitionFacts> Reached(DefinitionFacts from)
    {
        var reached = new List<DefinitionFacts> { from };
        var seen = new HashSet<DefinitionFacts> { from };
        for (var i = 0; i < reached.Count; i++)
            reached.AddRange(reached[i].Spreads.Select(spread => Fragment(spread.Node.Name)).OfType<DefinitionFacts>().Where(seen.Add));
        return reached;
    }

    public GraphQLError Error(string message, params IEnumerable<Node> at) => GraphQLError.At(message, Document.Source, at.Select(node => node.Position));
}

/// <summary>What one operation or fragment holds.</summary>
internal sealed class DefinitionFacts(Definition definition)
{
    public OperationDefinition? Operation => definition as OperationDefinition;

    public FragmentDefinition? Fragment => definition as FragmentDefinition;

    public Definition Definition => definition;

    public List<FieldUse> Fields { get; } = [];

    public List<SpreadUse> Spreads { get; } = [];

    public List<InlineUse> Inlines { get; } = [];

    public List<DirectivesUse> Directives { get; } = [];

    public List<ArgumentsUse> Arguments { get; } = [];

    public List<ValueUse> Values { get; } = [];

    public List<VariableUse> Variables { get; } = [];
}

/// <summary>A field; its parent type and definition are null where the schema has none.</summary>
internal sealed record FieldUse(Field Node, NamedType? Parent, FieldOfType? Definition);

internal sealed record SpreadUse(FragmentSpread Node, NamedType? Parent);

internal sealed record InlineUse(InlineFragment Node, NamedType? Parent);

/// <summary>The directives of one place.</summary>
internal sealed record DirectivesUse(ImmutableArray<Directive> Nodes, string Location);

/// <summary>The arguments of one field or directive whose definition is known.</summary>
internal sealed record ArgumentsUse(Node Owner, string OwnerName, ImmutableArray<Argument> Given, IReadOnlyList<InputValue> Defined);

/// <summary>A literal where a type is expected; the rule itself goes into lists and objects.</summary>
internal sealed record ValueUse(Value Node, GraphQLType? Type);

/// <summary>A variable where a value is expected.</summary>
/// <param name="Node">The variable.</param>
/// <param name="Type">What is expected; null where that is not known.</param>
/// <param name="HasDefault">The place has a default of its own.</param>
/// <param name="IsOneOf">The place is a field of a <c>@oneOf</c> input object.</param>
internal sealed record VariableUse(Variable Node, GraphQLType? Type, bool HasDefault, bool IsOneOf);
