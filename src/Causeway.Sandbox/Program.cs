using System.Globalization;
using System.Runtime.InteropServices;
using Causeway.Sandbox;

var options = new SandboxOptions();
for (var i = 0; i + 1 < args.Length; i += 2)
{
    options = args[i] switch
    {
        "--port" => options with { Port = int.Parse(args[i + 1], CultureInfo.InvariantCulture) },
        "--leads" => options with { Leads = int.Parse(args[i + 1], CultureInfo.InvariantCulture) },
        "--version" => options with { Version = args[i + 1] },
        "--database" => options with { Database = args[i + 1] },
        _ => throw new ArgumentException($"unknown option {args[i]}: give --port, --leads, --version or --database", nameof(args)),
    };
}

using var stopped = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

await using var server = await SandboxServer.StartAsync(options, stopped.Token);
Console.WriteLine($"Odoo {options.Version} look-alike at {server.Url}, database {server.Database}");
foreach (var user in server.Users)
{
    Console.WriteLine($"  {user.Login,-16} {user.Password,-16} {user.ApiKey}  {user.Role}{(user.Team is null ? "" : ", " + user.Team)}");
}

try
{
    await Task.Delay(Timeout.Infinite, stopped.Token);
}
catch (OperationCanceledException)
{
    await server.StopAsync(CancellationToken.None);
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopped.Cancel();
}
