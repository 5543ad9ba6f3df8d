using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Bench.Processes;
using Causeway.Platform.Access;
using Causeway.Platform.Access.Passwords;
using Causeway.Platform.Database;
using Causeway.Platform.Database.Private;
using Dapper;
using Npgsql;

namespace Causeway.Bench.Lists;

/// <summary>
/// A server over a mirror of the sandbox's leads, in eight stages, kept on disk so that only the first run reads it.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    /// <summary>The salesperson of the sandbox whom we ask as, by login.</summary>
    public const string Salesperson = "lukas.berg";

    private const string Password = "walking in the hills";

    private World(ServerProcess server, string connectionString) => (Server, ConnectionString) = (server, connectionString);

    public ServerProcess Server { get; }

    public string ConnectionString { get; }

    /// <summary>The server process of the private PostgreSQL.</summary>
    public required int Postmaster { get; init; }

    /// <summary>The salesperson's access token.</summary>
    public required string Token { get; init; }

    /// <summary>A lead of the salesperson's.</summary>
    public required long Lead { get; init; }

    public static async Task<World> OpenAsync(BenchOptions options, int leads, CancellationToken cancel)
    {
        var directory = Path.Combine(options.Directory, $"leads-{leads.ToString(CultureInfo.InvariantCulture)}");
        var ready = Path.Combine(directory, "bench.ready");
        if (!File.Exists(ready))
        {
            await FillAsync(directory, options, leads, cancel);
            await File.WriteAllTextAsync(ready, "", cancel);
        }

        var server = await ServerProcess.StartAsync(directory, options.Port, odoo: null, cancel);
        var connectionString = await ConnectionStringAsync(directory, cancel);
        await using var database = DataSources.Create(connectionString);
        return new World(server, connectionString)
        {
            Lead = await RouteCase.LeadAsync(database, cancel),
            Postmaster = ProcessFigures.Postmaster(directory),
            Token = await SignInAsync(server, cancel),
        };
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private static async Task FillAsync(string directory, BenchOptions options, int leads, CancellationToken cancel)
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
        Console.WriteLine($"reading {leads} leads into {directory}, once");
        await using var sandbox = await SandboxProcess.StartAsync(leads, options.Port + 1, cancel);
        await EightStages.MakeAsync(sandbox.Odoo, cancel);
        await using var server = await ServerProcess.StartAsync(directory, options.Port, sandbox.Odoo, cancel);
        await server.SyncAsync(cancel);
        await PrepareAsync(await ConnectionStringAsync(directory, cancel), cancel);
    }

    /// <summary>Somebody to ask as; no more runs, as Odoo will be gone; and what autovacuum would do within minutes.</summary>
    private static async Task PrepareAsync(string connectionString, CancellationToken cancel)
    {
        await using var database = DataSources.Create(connectionString);
        var person = await new UserTable(database, TimeProvider.System).TryAddLocalAsync(
            new NewLocalUser
            {
                Username = Salesperson,
                FullName = "Lukas Berg",
                Role = Role.Member,
                ApprovalStatus = ApprovalStatus.Approved,
                PasswordHash = new PasswordHashes().Hash(Password),
            },
            cancel);
        await using var db = await database.OpenConnectionAsync(cancel);
        await db.ExecuteAsync(
            """
            update causeway.app_user
            set connection_id = (select id from causeway.connection),
                odoo_user_id = (select id from odoo.res_users where login = @Salesperson)
            where id = @person;
            update causeway.connection set paused = true;
            """,
            new { person, Salesperson });
        await db.ExecuteAsync(Tasks, new { person });
        await db.ExecuteAsync("vacuum analyze");
        await using var checkpoint = new NpgsqlCommand("checkpoint", db);
        await checkpoint.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Every tenth is the salesperson's.</summary>
    private const string Tasks = """
        insert into causeway.task (id, date_created, entity_name, task_type, task_time, contact_person_id, note, status, updated_at)
        select gen_random_uuid(), now() - i * interval '1 minute', 'Company ' || i, (array['Call','Email','Meeting'])[1 + i % 3], now() + i * interval '1 minute',
          case when i % 10 = 0 then @person else (select id from causeway.app_user where username = 'admin') end, 'Training and chairs', 'open', now()
        from generate_series(1, 10000) i
        """;

    private static async Task<string> SignInAsync(ServerProcess server, CancellationToken cancel)
    {
        using var answer = await server.Http.PostAsJsonAsync("/api/auth/login", new { username = Salesperson, password = Password }, cancel);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("access_token").GetString()!;
    }

    /// <summary>With the defaults that the server itself adds: prepared statements, above all.</summary>
    public static async Task<string> ConnectionStringAsync(string directory, CancellationToken cancel) =>
        ConnectionStrings.WithDefaults(ConnectionStrings.Parse((await PrivatePostgres.FindRunningAsync(directory, cancel))!));
}
