using System.Globalization;
using System.Runtime.InteropServices;

namespace Causeway.Sandbox;

/// <summary>The sandbox as a program: it prints where it is and who can sign in, and runs until it is told to stop.</summary>
internal static class Program
{
    public static async Task Main(string[] args)
    {
        using var stopped = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stopped));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stopped));
        var options = Parse(args);
        await using var server = await SandboxServer.StartAsync(options, stopped.Token);
        Introduce(server, options);
        await stopped.Token.AsTask();
        await server.StopAsync(CancellationToken.None);
    }

    private static SandboxOptions Parse(string[] args)
    {
        var options = new SandboxOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value", nameof(args));
            options = args[i] switch
            {
                "--port" => options with { Port = int.Parse(value, CultureInfo.InvariantCulture) },
                "--leads" => options with { Leads = int.Parse(value, CultureInfo.InvariantCulture) },
                "--partners" => options with { Partners = int.Parse(value, CultureInfo.InvariantCulture) },
                "--version" => options with { Version = value },
                "--database" => options with { Database = value },
                _ => throw new ArgumentException($"unknown option {args[i]}: give --port, --leads, --partners, --version or --database", nameof(args)),
            };
        }

        return options;
    }

    private static void Introduce(SandboxServer server, SandboxOptions options)
    {
        Console.WriteLine($"Odoo {options.Version} look-alike at {server.Url}, database {server.Database}");
        foreach (var user in server.Users)
        {
            Console.WriteLine($"  {user.Login,-16} {user.Password,-16} {user.ApiKey}  {user.Role}{(user.Team is null ? "" : ", " + user.Team)}");
        }
    }

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stopped)
    {
        signal.Cancel = true;
        stopped.Cancel();
    }

    private static Task AsTask(this CancellationToken token)
    {
        var done = new TaskCompletionSource();
        token.Register(done.SetResult);
        return done.Task;
    }
}
