using System.Globalization;
using Causeway.Odoo;

namespace Causeway.Bench.Processes;

/// <summary>The sandbox Odoo in a process of its own.</summary>
internal sealed class SandboxProcess(Child child, OdooOptions odoo) : IAsyncDisposable
{
    public int Id => child.Id;

    /// <summary>How to reach it as its administrator.</summary>
    public OdooOptions Odoo => odoo;

    public static async Task<SandboxProcess> StartAsync(int leads, int port, CancellationToken cancel, int? partners = null)
    {
        // 19.0, so that it is spoken to by JSON-2.
        string[] size = partners is { } many ? ["--leads", Text(leads), "--partners", Text(many)] : ["--leads", Text(leads)];
        var child = Child.Start("Causeway.Sandbox.dll", Nothing, ["--version", "19.0", "--port", Text(port), .. size]);
        await child.WaitForLineAsync("Odoo", cancel);
        var admin = (await child.WaitForLineAsync("  admin ", cancel)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        child.DropOutput();
        return new SandboxProcess(child, new OdooOptions
        {
            Url = new Uri($"http://127.0.0.1:{Text(port)}"),
            Database = "sandbox",
            Username = admin[0],
            Secret = admin[2],
        });
    }

    public ValueTask DisposeAsync() => child.DisposeAsync();

    private static readonly Dictionary<string, string?> Nothing = [];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
