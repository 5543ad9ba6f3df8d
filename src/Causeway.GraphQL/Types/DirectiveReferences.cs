using Causeway.GraphQL.Language;

namespace Causeway.GraphQL.Types;

/// <summary>What the definition of a directive refers to: other directives, and the types of its arguments with all that these hold.</summary>
internal sealed class DirectiveReferences(Document document)
{
    private readonly ILookup<string, string> references = document.Definitions
        .SelectMany(definition => NameOf(definition) is { } name ? Of(definition).Select(to => (name, to)) : [])
        .ToLookup(reference => reference.name, reference => reference.to, StringComparer.Ordinal);

    /// <summary>The first directive that refers to itself, directly or through others, which none may (section 3.13).</summary>
    public string? Cycle() => document.Definitions.OfType<DirectiveDefinition>().Select(NameOf).FirstOrDefault(name => Reaches(name!, name!, []));

    private bool Reaches(string from, string wanted, HashSet<string> seen) =>
        references[from].Any(to => to == wanted || (seen.Add(to) && Reaches(to, wanted, seen)));

    private static string? NameOf(Definition definition) => definition switch
    {
        DirectiveDefinition directive => $"@{directive.Name}",
        TypeDefinition type => type.Name,
        _ => null,
    };

    private static IEnumerable<string> Of(Definition definition) => definition switch
    {
        DirectiveDefinition directive => directive.Arguments.SelectMany(Of),
        InputObjectTypeDefinition input => input.Fields.SelectMany(Of).Concat(Of(input.Directives)),
        EnumTypeDefinition values => values.Values.SelectMany(value => Of(value.Directives)).Concat(Of(values.Directives)),
        TypeDefinition type => Of(type.Directives),
        _ => [],
    };

    private static IEnumerable<string> Of(InputValueDefinition value) => Of(value.Directives).Append(NameOf(value.Type));

    private static IEnumerable<string> Of(IEnumerable<Directive> used) => used.Select(directive => $"@{directive.Name}");

    private static string NameOf(TypeReference type) => type switch
    {
        NonNullTypeReference nonNull => NameOf(nonNull.Of),
        ListTypeReference list => NameOf(list.Of),
        NamedTypeReference named => named.Name,
        _ => "",
    };
}
