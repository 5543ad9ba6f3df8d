namespace Causeway.Features.SqlAccess;

/// <summary>A column of a view: what it is called, where it comes from, and what it means to who reads it.</summary>
internal sealed record SqlColumn(string Name, string Expression, string Meaning);
