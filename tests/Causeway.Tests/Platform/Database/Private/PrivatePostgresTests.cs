using System.Globalization;
using Causeway.Platform;
using Causeway.Platform.Database.Private;
using Causeway.Tests.Infrastructure;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Database.Private;

public sealed class PrivatePostgresTests : IDisposable
{
    private readonly string _directory = TestDirectory.New();
    private readonly TestLogs _logs = new();

    [Fact]
    public async Task What_is_stored_is_there_after_a_stop_and_a_start()
    {
        await using (var first = await StartAsync())
            await ExecuteAsync(first, "create table kept as select 42 as answer");

        await using var second = await StartAsync();

        (await ScalarAsync<int>(second, "select answer from kept")).ShouldBe(42);
    }

    [Fact]
    public async Task Only_its_own_user_reaches_it_and_only_by_a_socket()
    {
        await using var postgres = await StartAsync();

        (await ScalarAsync<string>(postgres, "show listen_addresses")).ShouldBe("");
        var socket = (await ScalarAsync<string>(postgres, "show unix_socket_directories"))!;
        File.GetUnixFileMode(socket).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        (await ScalarAsync<string>(postgres, "show server_encoding")).ShouldBe("UTF8");
        (await ScalarAsync<string>(postgres, "select upper('žluťoučký')")).ShouldBe("ŽLUŤOUČKÝ");
    }

    [Fact]
    public async Task A_stop_ends_the_server_and_leaves_no_socket()
    {
        var postgres = await StartAsync();
        var process = postgres.ProcessId;
        var socket = (await ScalarAsync<string>(postgres, "show unix_socket_directories"))!;

        await postgres.DisposeAsync();

        Posix.IsAlive(process).ShouldBeFalse();
        Directory.Exists(socket).ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_is_killed_under_us_is_started_again_at_the_same_address()
    {
        await using var postgres = await StartAsync(PostgresTuning.Default);
        await ExecuteAsync(postgres, "create table kept as select 42 as answer");
        var killed = postgres.ProcessId;
        var back = _logs.NextAsync("is back");

        Posix.Signal(killed, Posix.Kill);
        await back;

        postgres.ProcessId.ShouldNotBe(killed);
        (await ScalarAsync<int>(postgres, "select answer from kept")).ShouldBe(42);
    }

    [Fact]
    public async Task A_second_one_on_the_same_directory_is_refused_with_the_process_that_has_it()
    {
        await using var first = await StartAsync();

        var refusal = await Should.ThrowAsync<StartRefusedException>(StartAsync);

        refusal.Message.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"(process {Environment.ProcessId})"));
        refusal.Message.ShouldContain(_directory);
        (await ScalarAsync<int>(first, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_lock_file_whose_number_went_to_another_process_does_not_stop_a_start()
    {
        await using (await StartAsync())
        {
        }

        // PostgreSQL itself would take this test's process for a server that runs.
        var lockFile = Path.Combine(_directory, "postgres", "postmaster.pid");
        await File.WriteAllTextAsync(lockFile, $"{Environment.ProcessId}\n{_directory}/postgres\n");

        await using var postgres = await StartAsync();

        (await ScalarAsync<int>(postgres, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_creation_that_was_cut_short_is_begun_again()
    {
        Directory.CreateDirectory(Path.Combine(_directory, "postgres.unfinished", "base"));

        await using var postgres = await StartAsync();

        (await ScalarAsync<int>(postgres, "select 1")).ShouldBe(1);
        Directory.Exists(Path.Combine(_directory, "postgres.unfinished")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_does_not_start_is_refused_with_its_own_words()
    {
        await using (await StartAsync())
        {
        }

        var impossible = PostgresTuning.Throwaway with
        {
            Parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["max_connections"] = "0" },
            Patience = TimeSpan.Zero,
        };

        var refusal = await Should.ThrowAsync<StartRefusedException>(() => StartAsync(impossible));

        refusal.Message.ShouldContain(_directory);
        refusal.Message.ShouldContain("max_connections");
    }

    public void Dispose()
    {
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
    }

    private Task<PrivatePostgres> StartAsync() => StartAsync(PostgresTuning.Throwaway);

    private Task<PrivatePostgres> StartAsync(PostgresTuning tuning) =>
        PrivatePostgres.StartAsync(_directory, tuning, new Logger<PrivatePostgres>(new LoggerFactory([_logs])), default);

    private static async Task ExecuteAsync(PrivatePostgres postgres, string sql)
    {
        await using var connection = Connection(postgres);
        await connection.ExecuteAsync(sql);
    }

    private static async Task<T?> ScalarAsync<T>(PrivatePostgres postgres, string sql)
    {
        await using var connection = Connection(postgres);
        return await connection.ExecuteScalarAsync<T>(sql);
    }

    private static NpgsqlConnection Connection(PrivatePostgres postgres) => new(postgres.ConnectionString("postgres") + ";Pooling=false");
}
