using Causeway.GraphQL.Execution;
using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;

namespace Causeway.GraphQL.Validation;

/// <summary>Section 5.2.</summary>
internal static class OperationRules
{
    /// <summary>5.2.1.1: the schema has such operations.</summary>
    public static IEnumerable<GraphQLError> HaveARoot(DocumentFacts facts) =>
        from operation in facts.Document.Operations
        where facts.Schema.Root(operation.Operation) is null
        select facts.Error($"This schema has no {operation.Operation.ToString().ToLowerInvariant()}s.", operation);

    /// <summary>5.2.2.1.</summary>
    public static IEnumerable<GraphQLError> HaveNamesOfTheirOwn(DocumentFacts facts) =>
        from same in facts.Document.Operations.Where(operation => operation.Name is not null).GroupBy(operation => operation.Name)
        where same.Count() > 1
        select facts.Error($"There are several operations called {same.Key}.", same);

    /// <summary>5.2.3.1.</summary>
    public static IEnumerable<GraphQLError> AnonymousStandsAlone(DocumentFacts facts) =>
        from operation in facts.Document.Operations
        where operation.Name is null && facts.Operations.Count > 1
        select facts.Error("An operation without a name must be the only one of its document.", operation);

    /// <summary>5.2.4.1: one root field, no introspection, and none that may be left out.</summary>
    public static IEnumerable<GraphQLError> SubscriptionsHaveOneField(DocumentFacts facts)
    {
        foreach (var operation in facts.Document.Operations.Where(operation => operation.Operation == OperationType.Subscription))
        {
            if (facts.Schema.Subscription is not { } root)
                continue;
            if (Conditions(operation.SelectionSet, facts, []).ToList() is { Count: > 0 } conditions)
            {
                yield return facts.Error("The root field of a subscription cannot depend on @skip or @include.", conditions);
                continue;
            }

            var fields = new SelectionCollector(facts.Schema, Unique(facts), new Dictionary<string, object?>()).Collect(root, operation.SelectionSet);
            if (fields.Count > 1)
                yield return facts.Error("A subscription has one root field.", fields.Skip(1).SelectMany(field => field.Fields));
            foreach (var field in fields.Where(field => field.First.Name.StartsWith("__", StringComparison.Ordinal)))
                yield return facts.Error("The root field of a subscription is none of introspection's.", field.Fields);
        }
    }

    private static Document Unique(DocumentFacts facts) =>
        facts.Document with { Definitions = [.. facts.Document.Operations, .. facts.Document.Fragments.DistinctBy(fragment => fragment.Name)] };

    private static IEnumerable<Directive> Conditions(SelectionSet set, DocumentFacts facts, HashSet<string> visited)
    {
        foreach (var selection in set.Selections)
        {
            foreach (var directive in selection.Directives.Where(directive => directive.Name == DirectiveType.Skip.Name || directive.Name == DirectiveType.Include.Name))
                yield return directive;
            var below = selection switch
            {
                InlineFragment inline => inline.SelectionSet,
                FragmentSpread spread when visited.Add(spread.Name) => facts.Fragment(spread.Name)?.Fragment?.SelectionSet,
                _ => null,
            };
            if (below is null)
                continue;
            foreach (var directive in Conditions(below, facts, visited))
                yield return directive;
        }
    }
}
