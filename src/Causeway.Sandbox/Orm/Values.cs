namespace Causeway.Sandbox.Orm;

/// <summary>The values given for a record, by field, in the order given.</summary>
internal sealed class Values : Dictionary<string, object?>
{
    public Values()
        : base(StringComparer.Ordinal)
    {
    }

    public Values(IDictionary<string, object?> values)
        : base(values, StringComparer.Ordinal)
    {
    }
}
