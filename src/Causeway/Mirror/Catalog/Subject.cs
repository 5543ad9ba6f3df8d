namespace Causeway.Mirror.Catalog;

/// <summary>By which fields a record names one of any model that it is about. Who may not see that one may not see them.</summary>
/// <param name="ModelField">Holds the model's name.</param>
/// <param name="IdField">Holds the id.</param>
internal sealed record Subject(string ModelField, string IdField)
{
    /// <summary>Others that tell of it, in <c>custom</c> where an administrator has named them.</summary>
    public IReadOnlyList<string> OtherFields { get; init; } = [];

    public IEnumerable<string> Fields => [ModelField, IdField, .. OtherFields];
}
