using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Seed;

/// <summary>The whole of a believable company, the same for the same seed, with dates that end at the clock's now.</summary>
internal static class CompanyData
{
    public static IReadOnlyList<SandboxUser> Sow(Instance instance, SandboxOptions options)
    {
        var random = new Random(options.Seed);
        var sower = new Sower(instance, random);
        Foundation.Lay(sower, Uuid(options));
        var staff = new Staff(sower, instance.Keys, options.Seed);
        staff.Hire();
        var market = new Market(sower, staff);
        // An account comes with two contacts on average.
        market.Open(options.Partners / 3 ?? Math.Clamp(40 + ((options.Leads - 60) / 10), 40, 10_000));
        new Pipeline(sower, staff, market).Fill(options.Leads);
        new Ledger(sower, staff, market).Write(Math.Clamp(market.Accounts.Count * 6 / 5, 48, 12_000));
        return staff.Users;
    }

    private static string Uuid(SandboxOptions options)
    {
        var bytes = new byte[16];
        new Random(HashCode(options)).NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    /// <summary>Not <see cref="object.GetHashCode"/>, which differs from process to process.</summary>
    private static int HashCode(SandboxOptions options) =>
        $"{options.Seed} {options.Version} {options.Database}".Aggregate(17, (hash, c) => unchecked((hash * 31) + c));
}
