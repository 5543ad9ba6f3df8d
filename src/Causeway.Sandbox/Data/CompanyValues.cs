namespace Causeway.Sandbox.Data;

/// <summary>The values of a company-dependent field, by company id.</summary>
internal sealed class CompanyValues(IReadOnlyDictionary<int, object?> values)
{
    public static readonly CompanyValues None = new(new Dictionary<int, object?>());

    public object? For(int company) => values.GetValueOrDefault(company);

    public CompanyValues With(int company, object? value) => new(new Dictionary<int, object?>(values) { [company] = value });
}
