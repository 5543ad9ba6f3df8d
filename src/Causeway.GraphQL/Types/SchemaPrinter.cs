using System.Text;
using Causeway.GraphQL.Language;

namespace Causeway.GraphQL.Types;

/// <summary>Writes a schema in the schema definition language (section 3), types in the order of their names.</summary>
public static class SchemaPrinter
{
    /// <summary>The definitions of a schema, without what every schema has.</summary>
    public static string Print(Schema schema)
    {
        var parts = new List<string>();
        if (SchemaPart(schema) is { } root)
            parts.Add(root);
        parts.AddRange(schema.Directives.Except(DirectiveType.BuiltIn).Select(Directive));
        parts.AddRange(schema.Types.Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal) && !ScalarType.BuiltIn.Contains(type)).Select(Type));
        return string.Join("\n\n", parts) + "\n";
    }

    /// <summary>Left out where the roots have their usual names and nothing is said of the whole.</summary>
    private static string? SchemaPart(Schema schema)
    {
        var usual = schema.Query.Name == "Query" && schema.Mutation?.Name is null or "Mutation" && schema.Subscription?.Name is null or "Subscription";
        if (usual && schema.Description is null)
            return null;
        var roots = new[] { ("query", schema.Query), ("mutation", schema.Mutation), ("subscription", schema.Subscription) };
        return $"{Description(schema.Description, "")}schema {{\n{string.Concat(roots.Where(root => root.Item2 is not null).Select(root => $"  {root.Item1}: {root.Item2}\n"))}}}";
    }

    private static string Directive(DirectiveType directive) =>
        $"{Description(directive.Description, "")}directive @{directive.Name}{Arguments(directive.Arguments, "")}{(directive.IsRepeatable ? " repeatable" : "")} on {string.Join(" | ", directive.Locations)}";

    private static string Type(NamedType type) => Description(type.Description, "") + type switch
    {
        ScalarType scalar => $"scalar {type.Name}{(scalar.SpecifiedBy is { } url ? $" @specifiedBy(url: {Printer.Quote(url)})" : "")}",
        ObjectType fields => $"type {type.Name}{Interfaces(fields)}{Fields(fields)}",
        InterfaceType fields => $"interface {type.Name}{Interfaces(fields)}{Fields(fields)}",
        UnionType union => $"union {type.Name} = {string.Join(" | ", union.Members)}",
        EnumType values => $"enum {type.Name}{Block(values.Values.Select(value => $"{Description(value.Description, "  ")}  {value.Name}{Deprecated(value.DeprecationReason)}"))}",
        InputObjectType input => $"input {type.Name}{(input.IsOneOf ? " @oneOf" : "")}{Block(input.Fields.Select(field => $"{Description(field.Description, "  ")}  {Input(field)}"))}",
        _ => throw new ArgumentException($"There is no definition of {type.GetType()}.", nameof(type)),
    };

    private static string Interfaces(FieldsType type) => type.Interfaces.Count == 0 ? "" : $" implements {string.Join(" & ", type.Interfaces)}";

    private static string Fields(FieldsType type) => Block(type.Fields.Select(field =>
        $"{Description(field.Description, "  ")}  {field.Name}{Arguments(field.Arguments, "  ")}: {field.Type}{Deprecated(field.DeprecationReason)}"));

    private static string Block(IEnumerable<string> lines)
    {
        var text = string.Join('\n', lines);
        return text.Length == 0 ? "" : $" {{\n{text}\n}}";
    }

    private static string Arguments(IReadOnlyList<InputValue> arguments, string indent)
    {
        if (arguments.Count == 0)
            return "";
        return arguments.All(argument => argument.Description is null)
            ? $"({string.Join(", ", arguments.Select(Input))})"
            : $"(\n{string.Join('\n', arguments.Select(argument => $"{Description(argument.Description, indent + "  ")}{indent}  {Input(argument)}"))}\n{indent})";
    }

    private static string Input(InputValue value) =>
        $"{value.Name}: {value.Type}{(value.DefaultValue is { } literal ? $" = {Printer.Print(literal)}" : "")}{Deprecated(value.DeprecationReason)}";

    private static string Deprecated(string? reason) => reason switch
    {
        null => "",
        DirectiveType.DefaultReason => " @deprecated",
        _ => $" @deprecated(reason: {Printer.Quote(reason)})",
    };

    private static string Description(string? description, string indent)
    {
        if (description is null)
            return "";
        if (!IsPlain(description))
            return $"{indent}{Printer.Quote(description)}\n";
        var lines = description.Replace("\"\"\"", "\\\"\"\"").Split('\n');
        return lines is [var line] && !line.EndsWith('"') && !line.EndsWith('\\')
            ? $"{indent}\"\"\"{line}\"\"\"\n"
            : new StringBuilder().Append(indent).Append("\"\"\"\n").AppendJoin('\n', lines.Select(text => text.Length == 0 ? "" : indent + text)).Append('\n').Append(indent).Append("\"\"\"\n").ToString();
    }

    /// <summary>Whether a block string gives the text back as it is: no blank edges, no indentation of its own, no control characters.</summary>
    private static bool IsPlain(string text) =>
        text.Length > 0 && BlockString.Value(text) == text && text.All(c => c is '\n' or '\t' || !char.IsControl(c)) && text[0] is not (' ' or '\t');
}
