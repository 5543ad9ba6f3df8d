using Causeway.GraphQL.Language;

namespace Causeway.GraphQL.Types;

/// <summary>The types that describe a schema to its clients (section 4), and the three fields that lead to them.</summary>
internal static class Introspection
{
    private static readonly EnumType Kind = Enum("__TypeKind", ["SCALAR", "OBJECT", "INTERFACE", "UNION", "ENUM", "INPUT_OBJECT", "LIST", "NON_NULL"]);

    private static readonly EnumType Location = Enum("__DirectiveLocation", DirectiveLocations.InOrder);

    private static readonly ObjectType EnumMemberType = new("__EnumValue") { Description = "A value of an enum." };

    private static readonly ObjectType InputValueType = new("__InputValue") { Description = "An argument, or a field of an input object." };

    private static readonly ObjectType FieldType = new("__Field") { Description = "A field of an object or interface type." };

    private static readonly ObjectType DirectiveDescription = new("__Directive") { Description = "A directive that documents may use." };

    private static readonly ObjectType TypeType = new("__Type") { Description = "A type of the schema, or a list or non-null type of another." };

    public static readonly ObjectType SchemaType = new("__Schema") { Description = "What a server can be asked for: its types, directives and root operations." };

    /// <summary>The name of the object's type, on every composite type.</summary>
    public static readonly FieldOfType TypeName = new("__typename", ScalarType.String.Required())
    {
        Description = "The name of the object's type.",
        Cost = 0,
        Resolve = (context, _) => new(context.ParentType.Name),
    };

    public static readonly FieldOfType Schema = new("__schema", SchemaType.Required())
    {
        Description = "The schema that is in force.",
        Resolve = (context, _) => new(context.Schema),
    };

    public static readonly FieldOfType Type = new("__type", TypeType)
    {
        Description = "The type of a name.",
        Arguments = [new("name", ScalarType.String.Required())],
        Resolve = (context, _) => new(context.Schema.Type((string)context.Arguments["name"]!)),
    };

    static Introspection()
    {
        FillSchema();
        FillType();
        FillMembers();
    }

    private static void FillSchema()
    {
        On<Schema>(SchemaType)
            .Add("description", ScalarType.String, schema => schema.Description)
            .Add("types", Each(TypeType), schema => schema.Types)
            .Add("queryType", TypeType.Required(), schema => schema.Query)
            .Add("mutationType", TypeType, schema => schema.Mutation)
            .Add("subscriptionType", TypeType, schema => schema.Subscription)
            .Add("directives", Each(DirectiveDescription), schema => schema.Directives);
        On<DirectiveType>(DirectiveDescription)
            .Add("name", ScalarType.String.Required(), directive => directive.Name)
            .Add("description", ScalarType.String, directive => directive.Description)
            .Add("isRepeatable", ScalarType.Boolean.Required(), directive => directive.IsRepeatable)
            .Add("locations", Each(Location), directive => directive.Locations)
            .AddUnlessDeprecated("args", Each(InputValueType), directive => directive.Arguments, argument => argument.DeprecationReason);
    }

    private static void FillType()
    {
        On<GraphQLType>(TypeType)
            .Add("kind", Kind.Required(), KindOf)
            .Add("name", ScalarType.String, type => (type as NamedType)?.Name)
            .Add("description", ScalarType.String, type => (type as NamedType)?.Description)
            .Add("specifiedByURL", ScalarType.String, type => (type as ScalarType)?.SpecifiedBy)
            .AddUnlessDeprecated("fields", FieldType.Required().List(), type => (type as FieldsType)?.Fields, field => field.DeprecationReason)
            .Add("interfaces", TypeType.Required().List(), type => (type as FieldsType)?.Interfaces)
            .AddWithSchema("possibleTypes", TypeType.Required().List(), PossibleTypes)
            .AddUnlessDeprecated("enumValues", EnumMemberType.Required().List(), type => (type as EnumType)?.Values, value => value.DeprecationReason)
            .AddUnlessDeprecated("inputFields", InputValueType.Required().List(), type => (type as InputObjectType)?.Fields, field => field.DeprecationReason)
            .Add("ofType", TypeType, type => type is ListType list ? list.Of : (type as NonNullType)?.Of)
            .Add("isOneOf", ScalarType.Boolean, type => (type as InputObjectType)?.IsOneOf);
    }

    private static void FillMembers()
    {
        On<FieldOfType>(FieldType)
            .Add("name", ScalarType.String.Required(), field => field.Name)
            .Add("description", ScalarType.String, field => field.Description)
            .AddUnlessDeprecated("args", Each(InputValueType), field => field.Arguments, argument => argument.DeprecationReason)
            .Add("type", TypeType.Required(), field => field.Type)
            .Add("isDeprecated", ScalarType.Boolean.Required(), field => field.DeprecationReason is not null)
            .Add("deprecationReason", ScalarType.String, field => field.DeprecationReason);
        On<InputValue>(InputValueType)
            .Add("name", ScalarType.String.Required(), value => value.Name)
            .Add("description", ScalarType.String, value => value.Description)
            .Add("type", TypeType.Required(), value => value.Type)
            .Add("defaultValue", ScalarType.String, value => value.DefaultValue is { } literal ? Printer.Print(literal) : null)
            .Add("isDeprecated", ScalarType.Boolean.Required(), value => value.DeprecationReason is not null)
            .Add("deprecationReason", ScalarType.String, value => value.DeprecationReason);
        On<EnumMember>(EnumMemberType)
            .Add("name", ScalarType.String.Required(), value => value.Name)
            .Add("description", ScalarType.String, value => value.Description)
            .Add("isDeprecated", ScalarType.Boolean.Required(), value => value.DeprecationReason is not null)
            .Add("deprecationReason", ScalarType.String, value => value.DeprecationReason);
    }

    private static IEnumerable<ObjectType>? PossibleTypes(GraphQLType type, Schema schema) => type switch
    {
        UnionType union => union.Members,
        InterfaceType contract => schema.PossibleTypes(contract).OrderBy(member => member.Name, StringComparer.Ordinal),
        _ => null,
    };

    private static string KindOf(GraphQLType type) => type switch
    {
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        InputObjectType => "INPUT_OBJECT",
        ListType => "LIST",
        _ => "NON_NULL",
    };

    private static GraphQLType Each(NamedType type) => type.Required().List().Required();

    private static EnumType Enum(string name, IEnumerable<string> values)
    {
        var type = new EnumType(name);
        foreach (var value in values)
            type.Values.Add(new EnumMember(value));
        return type;
    }

    private static Filler<T> On<T>(ObjectType type) => new(type);

    /// <summary>Adds fields that are read from the described thing itself.</summary>
    private readonly record struct Filler<T>(ObjectType Filled)
    {
        public Filler<T> Add(string name, GraphQLType type, Func<T, object?> value) => AddWithSchema(name, type, (thing, _) => value(thing));

        public Filler<T> AddWithSchema(string name, GraphQLType type, Func<T, Schema, object?> value)
        {
            Filled.Add(new FieldOfType(name, type) { Resolve = (context, _) => new(value((T)context.Parent!, context.Schema)) });
            return this;
        }

        public Filler<T> AddUnlessDeprecated<TItem>(string name, GraphQLType type, Func<T, IEnumerable<TItem>?> values, Func<TItem, string?> deprecation)
        {
            Filled.Add(new FieldOfType(name, type)
            {
                Arguments = [new("includeDeprecated", ScalarType.Boolean.Required()) { DefaultValue = new BooleanValue(false) }],
                Resolve = (context, _) => new(values((T)context.Parent!)?.Where(value => deprecation(value) is null || context.Arguments["includeDeprecated"] is true)),
            });
            return this;
        }
    }
}
