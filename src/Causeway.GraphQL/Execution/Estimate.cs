using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;

namespace Causeway.GraphQL.Execution;

/// <summary>How large an operation's answer can become.</summary>
/// <param name="Depth">Fields within fields.</param>
/// <param name="Fields">Fields in all.</param>
/// <param name="Aliases">Fields under another name.</param>
/// <param name="Cost">As <see cref="Limits.Cost"/> counts it.</param>
internal readonly record struct Estimate(long Depth, long Fields, long Aliases, long Cost)
{
    /// <summary>Beyond it nothing is counted any more.</summary>
    private const long Enough = long.MaxValue / 4;

    public Estimate And(Estimate other) =>
        new(Math.Max(Depth, other.Depth), Sum(Fields, other.Fields), Sum(Aliases, other.Aliases), Sum(Cost, other.Cost));

    /// <summary>A field around what is below it.</summary>
    public Estimate Within(bool isAlias, int cost, long size) =>
        new(Depth + 1, Sum(Fields, 1), Sum(Aliases, isAlias ? 1 : 0), Sum(cost, Cost > Enough / Math.Max(1, size) ? Enough : Cost * size));

    /// <summary>Which limit it breaks, and how to keep it; null where it keeps them all.</summary>
    public string? Refusal(Limits limits) => true switch
    {
        _ when Depth > limits.Depth => $"The query is {Depth} fields deep; at most {limits.Depth} are allowed.",
        _ when Fields > limits.Fields => $"The query selects {Fields} fields; at most {limits.Fields} are allowed.",
        _ when Aliases > limits.Aliases => $"The query has {Aliases} aliases; at most {limits.Aliases} are allowed.",
        _ when Cost > limits.Cost => $"The query may cost {Cost}; at most {limits.Cost} is allowed. Ask for shorter lists, or for fewer fields within them.",
        _ => null,
    };

    private static long Sum(long left, long right) => Math.Min(Enough, left + right);
}

/// <summary>Estimates an operation before it is executed. Fragments are estimated once each, however often they are spread.</summary>
internal sealed class Estimator(Schema schema, Document document, IReadOnlyDictionary<string, object?> variables)
{
    private readonly Dictionary<string, FragmentDefinition> fragments = document.Fragments.ToDictionary(fragment => fragment.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, Estimate> known = new(StringComparer.Ordinal);

    public Estimate Of(OperationDefinition operation) => Of(operation.SelectionSet, schema.Root(operation.Operation)!);

    private Estimate Of(SelectionSet set, NamedType parent) =>
        set.Selections.Aggregate(default(Estimate), (sum, selection) => sum.And(selection switch
        {
            Field field => Of(field, parent),
            InlineFragment inline => Of(inline.SelectionSet, inline.TypeCondition is { } condition ? schema.Type(condition)! : parent),
            FragmentSpread spread => OfFragment(fragments[spread.Name]),
            _ => default,
        }));

    private Estimate OfFragment(FragmentDefinition fragment)
    {
        if (!known.TryGetValue(fragment.Name, out var estimate))
            known.Add(fragment.Name, estimate = Of(fragment.SelectionSet, schema.Type(fragment.TypeCondition)!));
        return estimate;
    }

    private Estimate Of(Field field, NamedType parent)
    {
        var definition = schema.Field(parent, field.Name)!;
        var below = field.SelectionSet is { } set ? Of(set, definition.Type.Named) : default;
        return below.Within(field.Alias is not null && field.Alias != field.Name, definition.Cost, SizeOf(field, definition));
    }

    private long SizeOf(Field field, FieldOfType definition)
    {
        if (definition.SizedBy is not { } sized)
            return 1;
        var literal = field.Arguments.FirstOrDefault(argument => argument.Name == sized.Argument)?.Value;
        var size = literal switch
        {
            Variable variable => variables.GetValueOrDefault(variable.Name),
            IntValue number when int.TryParse(number.Text, System.Globalization.CultureInfo.InvariantCulture, out var whole) => whole,
            _ => null,
        };
        return size is int given && given >= 0 ? given : sized.Otherwise;
    }
}
