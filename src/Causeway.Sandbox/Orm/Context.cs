using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>What a call says about how it wants to be answered.</summary>
internal sealed record Context
{
    public static readonly Context Empty = new();

    public string? Lang { get; init; }

    public string? TimeZone { get; init; }

    public bool ActiveTest { get; init; } = true;

    public IReadOnlyList<int>? AllowedCompanies { get; init; }

    /// <summary>All keys as they came, for defaults and for what a model alone understands.</summary>
    public IReadOnlyDictionary<string, object?> Values { get; init; } = new Dictionary<string, object?>();

    public static Context From(object? value)
    {
        if (value is not Dictionary<string, object?> values)
        {
            return Empty;
        }

        return new Context
        {
            Lang = values.GetValueOrDefault("lang") as string,
            TimeZone = values.GetValueOrDefault("tz") as string,
            ActiveTest = !values.TryGetValue("active_test", out var test) || Python.IsTrue(test),
            AllowedCompanies = values.GetValueOrDefault("allowed_company_ids") is List<object?> ids ? Python.Ids(ids) : null,
            Values = values,
        };
    }
}
