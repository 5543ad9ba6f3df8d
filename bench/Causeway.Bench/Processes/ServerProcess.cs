using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Odoo;

namespace Causeway.Bench.Processes;

/// <summary><c>causeway serve</c> in a process of its own, on a private PostgreSQL in a directory of ours.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    public const string AdminKey = "the admin key of the benches";

    public const string AdminPassword = "the password of the benches";

    private readonly Child child;

    private ServerProcess(Child child, Uri url, TimeSpan startedIn)
    {
        this.child = child;
        (Url, StartedIn) = (url, startedIn);
        Http = new HttpClient { BaseAddress = url };
        Http.DefaultRequestHeaders.Add("X-ODOO-API-KEY", AdminKey);
    }

    public int Id => child.Id;

    public Uri Url { get; }

    /// <summary>From the start of the process until it was ready.</summary>
    public TimeSpan StartedIn { get; }

    /// <summary>As an administrator.</summary>
    public HttpClient Http { get; }

    /// <param name="directory">Its DATA_DIR.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="odoo">The shared connection; null leaves it as it is in the database.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <param name="settings">More of its settings.</param>
    public static async Task<ServerProcess> StartAsync(string directory, int port, OdooOptions? odoo, CancellationToken cancel, params IEnumerable<(string Key, string Value)> settings)
    {
        var environment = new Dictionary<string, string?>
        {
            ["DATA_DIR"] = directory,
            ["REQUESTS_PER_MINUTE"] = "1000000",
            ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["ADMIN_API_KEY"] = AdminKey,
            ["ADMIN_PASSWORD"] = AdminPassword,
            ["ODOO_URL"] = odoo?.Url.AbsoluteUri,
            ["ODOO_DB"] = odoo?.Database,
            ["ODOO_USER"] = odoo?.Username,
            ["ODOO_API_KEY"] = odoo?.Secret,
            ["DATABASE_URL"] = null,
        };
        foreach (var (key, value) in settings)
            environment[key] = value;
        var clock = Stopwatch.StartNew();
        var process = Child.Start("Causeway.dll", environment, "serve");
        process.DropOutput();
        var url = new Uri($"http://127.0.0.1:{environment["PORT"]}");
        await WaitUntilReadyAsync(url, cancel);
        return new ServerProcess(process, url, clock.Elapsed);
    }

    /// <summary>Runs a full sync to its end; how long it took by the server's own account.</summary>
    public async Task<TimeSpan> SyncAsync(CancellationToken cancel)
    {
        using var asked = await Http.PostAsJsonAsync("/api/integrations/odoo/sync/trigger", new { full = true }, cancel);
        asked.EnsureSuccessStatusCode();
        var id = (await asked.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("sync_id").GetGuid();
        while (true)
        {
            await Task.Delay(200, cancel);
            var run = await Http.GetFromJsonAsync<JsonElement>($"/api/integrations/sync/{id}", cancel);
            if (run.GetProperty("status").GetString() is not ("queued" or "running"))
                return Ended(run);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await child.DisposeAsync();
    }

    private static TimeSpan Ended(JsonElement run) => run.GetProperty("status").GetString() == "completed"
        ? TimeSpan.FromSeconds(run.GetProperty("duration_seconds").GetDouble())
        : throw new InvalidOperationException($"The sync did not complete: {run}");

    private static async Task WaitUntilReadyAsync(Uri url, CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = url };
        while (!await IsReadyAsync(http, cancel))
            await Task.Delay(20, cancel);
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancel)
    {
        try
        {
            using var answer = await http.GetAsync("/health/ready", cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
