using Causeway.Odoo;

namespace Causeway.Bench.Backfill;

/// <summary>The Odoo that the environment names, as for the tests.</summary>
internal static class RealOdoo
{
    /// <summary>Null when none is named. An API key comes first: JSON-2 takes no password.</summary>
    public static OdooOptions? Options { get; } = Variable("URL") is not { } url ? null : new OdooOptions
    {
        Url = new Uri(url),
        Database = Variable("DB")!,
        Username = Variable("USER")!,
        Secret = Variable("KEY") ?? Variable("PASSWORD")!,
    };

    private static string? Variable(string name) => Environment.GetEnvironmentVariable("ODOO_TEST_" + name) is { Length: > 0 } value ? value : null;
}
