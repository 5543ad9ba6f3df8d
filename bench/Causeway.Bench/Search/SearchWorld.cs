using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Bench.Lists;
using Causeway.Bench.Processes;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Sync;
using Causeway.Platform.Access.Passwords;
using Causeway.Platform.Database;
using Causeway.Tests.Platform.Database.Plans;
using Dapper;
using Npgsql;

namespace Causeway.Bench.Search;

/// <summary>
/// A server over the company of the query plans' test, in which few words stand in most names and some in one, kept on disk
/// so that only the first run fills it; and an administrator, a manager and a salesperson of it.
/// </summary>
internal sealed class SearchWorld : IAsyncDisposable
{
    private const string Password = "walking in the hills";

    private static readonly (string Role, string Username)[] People = [("administrator", "admin"), ("manager", "user8"), ("salesperson", "user7")];

    private readonly ServerProcess process;

    private SearchWorld(ServerProcess process) => this.process = process;

    public required string ConnectionString { get; init; }

    /// <summary>All that is searched.</summary>
    public required long Records { get; init; }

    /// <summary>Who asks, by role; each client is signed in.</summary>
    public required IReadOnlyList<(string Role, string Username, HttpClient Http)> Callers { get; init; }

    public static async Task<SearchWorld> OpenAsync(BenchOptions options, int leads, CancellationToken cancel)
    {
        var directory = Path.Combine(options.Directory, $"search-{leads.ToString(CultureInfo.InvariantCulture)}");
        var ready = Path.Combine(directory, "bench.ready");
        if (!File.Exists(ready) && Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
        var server = await ServerProcess.StartAsync(directory, options.Port, odoo: null, cancel);
        var connectionString = await World.ConnectionStringAsync(directory, cancel);
        await using var database = DataSources.Create(connectionString);
        if (!File.Exists(ready))
        {
            Console.WriteLine($"making a company of {leads} leads in {directory}, once");
            await FillAsync(database, leads, cancel);
            await File.WriteAllTextAsync(ready, "", cancel);
        }

        var callers = new List<(string, string, HttpClient)>();
        foreach (var (role, username) in People)
            callers.Add((role, username, await SignInAsync(server, username, cancel)));
        return new SearchWorld(server) { ConnectionString = connectionString, Records = await CountAsync(database, cancel), Callers = callers };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, _, http) in Callers)
            http.Dispose();
        await process.DisposeAsync();
    }

    /// <summary>The records, the passwords of those who ask, and the words that a run learns at its end.</summary>
    private static async Task FillAsync(NpgsqlDataSource database, int leads, CancellationToken cancel)
    {
        await PlanData.PrepareAsync(database);
        await PlanData.FillAsync(database, leads);
        await using var db = await database.OpenConnectionAsync(cancel);
        await db.ExecuteAsync("update causeway.app_user set password_hash = @hash where username = any(@names)", new { hash = new PasswordHashes().Hash(Password), names = People.Skip(1).Select(person => person.Username).ToArray() });
        await new KnownWords(database).LearnAsync((await new ConnectionStore(database).FindSharedAsync(cancel))!, cancel);
        await db.ExecuteAsync("vacuum analyze; checkpoint", commandTimeout: 0);
    }

    private static async Task<HttpClient> SignInAsync(ServerProcess server, string username, CancellationToken cancel)
    {
        var password = username == "admin" ? ServerProcess.AdminPassword : Password;
        using var answer = await server.Http.PostAsJsonAsync("/api/auth/login", new { username, password }, cancel);
        answer.EnsureSuccessStatusCode();
        var http = new HttpClient { BaseAddress = server.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await answer.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("access_token").GetString());
        return http;
    }

    private static async Task<long> CountAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select (select count(*) from odoo.crm_lead) + (select count(*) from odoo.res_partner) + (select count(*) from odoo.account_move) + (select count(*) from causeway.task)");
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }
}
