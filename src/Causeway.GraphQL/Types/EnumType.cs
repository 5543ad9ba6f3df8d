namespace Causeway.GraphQL.Types;

/// <summary>An enum (section 3.9). Its values are their names, in and out.</summary>
public sealed class EnumType(string name) : NamedType(name)
{
    public IList<EnumMember> Values { get; } = [];

    public EnumMember? Value(string member) => Values.FirstOrDefault(value => value.Name == member);
}

/// <summary>A value of an enum.</summary>
public sealed record EnumMember(string Name, string? Description = null, string? DeprecationReason = null);
