namespace Causeway.Sandbox.Orm;

/// <summary>Two groups are one when all their keys are equal.</summary>
internal sealed class GroupKeyComparer : IEqualityComparer<List<object?>>
{
    public static readonly GroupKeyComparer Instance = new();

    public bool Equals(List<object?>? x, List<object?>? y) => x is not null && y is not null && x.SequenceEqual(y);

    public int GetHashCode(List<object?> keys)
    {
        var hash = default(HashCode);
        keys.ForEach(hash.Add);
        return hash.ToHashCode();
    }
}
