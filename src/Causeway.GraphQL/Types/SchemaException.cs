namespace Causeway.GraphQL.Types;

/// <summary>A schema breaks a rule of section 3: a mistake of whoever wrote it, found when it is made.</summary>
public sealed class SchemaException(string message) : Exception(message);
