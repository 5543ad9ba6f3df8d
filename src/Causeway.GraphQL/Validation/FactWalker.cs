using System.Collections.Immutable;
using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;

namespace Causeway.GraphQL.Validation;

/// <summary>Walks one definition with the schema beside it.</summary>
internal sealed class FactWalker(Schema schema)
{
    private DefinitionFacts facts = null!;

    public DefinitionFacts Of(OperationDefinition operation)
    {
        facts = new DefinitionFacts(operation);
        foreach (var variable in operation.Variables)
        {
            Directives(variable.Directives, DirectiveLocations.VariableDefinition);
            if (variable.DefaultValue is { } otherwise)
                facts.Values.Add(new ValueUse(otherwise, schema.Resolve(variable.Type)));
        }

        Directives(operation.Directives, operation.Operation switch
        {
            OperationType.Mutation => DirectiveLocations.Mutation,
            OperationType.Subscription => DirectiveLocations.Subscription,
            _ => DirectiveLocations.Query,
        });
        Selections(operation.SelectionSet, schema.Root(operation.Operation));
        return facts;
    }

    public DefinitionFacts Of(FragmentDefinition fragment)
    {
        facts = new DefinitionFacts(fragment);
        Directives(fragment.Directives, DirectiveLocations.FragmentDefinition);
        Selections(fragment.SelectionSet, Composite(fragment.TypeCondition));
        return facts;
    }

    private NamedType? Composite(string name) => schema.Type(name) is { IsComposite: true } type ? type : null;

    private void Selections(SelectionSet set, NamedType? parent)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case Field field:
                    Field(field, parent);
                    break;
                case FragmentSpread spread:
                    Directives(spread.Directives, DirectiveLocations.FragmentSpread);
                    facts.Spreads.Add(new SpreadUse(spread, parent));
                    break;
                case InlineFragment inline:
                    Directives(inline.Directives, DirectiveLocations.InlineFragment);
                    facts.Inlines.Add(new InlineUse(inline, parent));
                    Selections(inline.SelectionSet, inline.TypeCondition is { } condition ? Composite(condition) : parent);
                    break;
            }
        }
    }

    private void Field(Field field, NamedType? parent)
    {
        var definition = parent is null ? null : schema.Field(parent, field.Name);
        facts.Fields.Add(new FieldUse(field, parent, definition));
        Arguments(field, $"{parent}.{field.Name}", field.Arguments, definition?.Arguments);
        Directives(field.Directives, DirectiveLocations.Field);
        if (field.SelectionSet is { } below)
            Selections(below, definition?.Type.Named is { IsComposite: true } type ? type : null);
    }

    private void Directives(ImmutableArray<Directive> directives, string location)
    {
        if (directives.IsEmpty)
            return;
        facts.Directives.Add(new DirectivesUse(directives, location));
        foreach (var directive in directives)
            Arguments(directive, $"@{directive.Name}", directive.Arguments, schema.Directive(directive.Name)?.Arguments);
    }

    private void Arguments(Node owner, string name, ImmutableArray<Argument> given, IReadOnlyList<InputValue>? defined)
    {
        facts.Arguments.Add(new ArgumentsUse(owner, name, given, defined ?? []));
        foreach (var argument in given)
        {
            var definition = defined?.FirstOrDefault(candidate => candidate.Name == argument.Name);
            facts.Values.Add(new ValueUse(argument.Value, definition?.Type));
            VariablesIn(argument.Value, definition?.Type, definition?.DefaultValue is not null, isOneOf: false);
        }
    }

    private void VariablesIn(Value value, GraphQLType? type, bool hasDefault, bool isOneOf)
    {
        switch (value)
        {
            case Variable variable:
                facts.Variables.Add(new VariableUse(variable, type, hasDefault, isOneOf));
                break;
            case ListValue list:
                foreach (var item in list.Items)
                    VariablesIn(item, type?.Nullable is ListType of ? of.Of : null, hasDefault: false, isOneOf: false);
                break;
            case ObjectValue fields:
                var input = type?.Nullable is InputObjectType single ? single : type?.Named as InputObjectType;
                foreach (var field in fields.Fields)
                    VariablesIn(field.Value, input?.Field(field.Name)?.Type, input?.Field(field.Name)?.DefaultValue is not null, input?.IsOneOf ?? false);
                break;
        }
    }
}
