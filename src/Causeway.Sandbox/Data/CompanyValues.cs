namespace Causeway.Sandbox.Data;

/// <summary>The values of a company-dependent field, by company id.</summary>
internal sealed class CompanyValues(IReadOnlyDictionary<int, object?> values)
{
    public static readonly CompanyValues None = new(new Dictionary<int, object?>());

    public IReadOnlyDictionary<string, object?> All => values.ToDictionary(pair => $"{pair.Key}", pair => pair.Value, StringComparer.Ordinal);

    public object? For(int company) => values.GetValueOrDefault(company);

    public CompanyValues With(int company, object? value) => new(new Dictionary<int, object?>(values) { [company] = value });
}
