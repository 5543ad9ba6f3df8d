using System.Globalization;
using Causeway.Bench.Processes;

namespace Causeway.Bench.SignIn;

/// <summary>
/// Whether the time of a refused sign-in tells who has an account: names that nobody has, wrong passwords, disabled users and
/// users without a password, one after another in random order. It judges by the whole distribution: a difference of means
/// hides in the noise of one request, and not in that of a thousand.
/// </summary>
internal static class SignInBench
{
    /// <summary>An account is slowed down after a hundred failures: each stays below.</summary>
    private const int AccountsOfAKind = 10, TriesOfAnAccount = 80, WarmUp = 5;

    /// <summary>So that a run can be repeated.</summary>
    private const int Seed = 20_480;

    public static async Task RunAsync(BenchOptions options, CancellationToken cancel)
    {
        using var scratch = new Scratch(options);
        await using var server = await ServerProcess.StartAsync(
            scratch.Path, options.Port, odoo: null, cancel, ("REGISTRATION", "open"), ("TRUSTED_PROXIES", "127.0.0.1"), ("ANONYMOUS_REQUESTS_PER_MINUTE", "1000000"));
        using var desk = new SignInDesk(server.Url);
        var kinds = await People.MakeAsync(server, desk, scratch.Path, AccountsOfAKind, cancel);
        var times = kinds.ToDictionary(kind => kind.Name, _ => new List<double>());
        foreach (var kind in kinds.SelectMany(kind => Enumerable.Repeat(kind, WarmUp)))
            await desk.TryAsync(kind.Logins[0], cancel);
        var tries = kinds.SelectMany(kind => kind.Logins.SelectMany(login => Enumerable.Repeat((kind.Name, login), TriesOfAnAccount))).ToArray();
        new Random(Seed).Shuffle(tries);
        Console.WriteLine($"{tries.Length} sign-ins in random order, each from an address of its own");
        foreach (var (name, login) in tries)
            times[name].Add(await desk.TryAsync(login, cancel));
        Print([.. kinds.Select(kind => (kind.Name, times[kind.Name].Order().ToArray()))]);
    }

    /// <summary>The first kind is what the others are held against: somebody who does not exist.</summary>
    private static void Print(IReadOnlyList<(string Kind, double[] Times)> sorted)
    {
        var table = new Table("milliseconds", "tries", "p50", "p95", "p99", "slower than unknown", "z", "largest gap", "by chance");
        foreach (var (kind, times) in sorted)
        {
            var against = TwoSamples.Compare(sorted[0].Times, times);
            table.Add(kind, $"{times.Length}", Text(At(times, 0.5)), Text(At(times, 0.95)), Text(At(times, 0.99)),
                $"{Text(100 * against.SecondIsGreater)} %", Text(against.Z), $"{Text(100 * against.LargestGap)} %", $"{Text(100 * against.ByChance)} %");
        }

        table.Print();
        Console.WriteLine("slower than unknown: how often a try of this kind takes longer than one of an unknown name; 50 % tells nothing (Mann-Whitney, |z| < 1.96 at 95 %).");
        Console.WriteLine("largest gap: between the two distributions, and how often chance makes one as large (Kolmogorov-Smirnov).");
    }

    private static double At(double[] sorted, double part) => sorted[(int)Math.Min(sorted.Length - 1, part * sorted.Length)];

    private static string Text(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
}
