using Causeway.Platform;
using Causeway.Platform.Database;
using Causeway.Platform.Database.Private;
using Causeway.Platform.Settings;
using Causeway.Tests.Infrastructure;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Database;

public sealed class CausewayDatabaseTests : IDisposable
{
    private const string Password = "p4ss;w'rd";

    private readonly string _directory = TestDirectory.New();

    [Fact]
    public async Task A_server_runs_on_a_database_that_asks_for_a_password()
    {
        await using var postgres = await StartWithPasswordAsync();
        var url = new NpgsqlConnectionStringBuilder(postgres.ConnectionString("postgres")) { Username = "app", Password = Password };

        await using var database = await OpenAsync(url.ConnectionString);
        await using var server = await TestServer.StartAsync(database.DataSource);

        (await server.Client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task A_wrong_password_is_refused_at_once_and_not_shown()
    {
        await using var postgres = await StartWithPasswordAsync();
        var url = new NpgsqlConnectionStringBuilder(postgres.ConnectionString("postgres")) { Username = "app", Password = "not-the-password" };

        var refusal = await Should.ThrowAsync<StartRefusedException>(() => OpenAsync(url.ConnectionString));

        refusal.Message.ShouldContain("(DATABASE_URL) cannot be reached");
        refusal.ToString().ShouldNotContain("not-the-password");
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task<PrivatePostgres> StartWithPasswordAsync()
    {
        var postgres = await PrivatePostgres.StartAsync(_directory, PostgresTuning.Throwaway, NullLogger<PrivatePostgres>.Instance, default);
        await using var connection = new NpgsqlConnection(postgres.ConnectionString("postgres") + ";Pooling=false");
        var rules = await connection.ExecuteScalarAsync<string>("show hba_file");
        await File.WriteAllTextAsync(rules!, "local all app scram-sha-256\nlocal all all trust\n");
        await connection.ExecuteAsync($"create role app superuser login password '{Password.Replace("'", "''", StringComparison.Ordinal)}'; select pg_reload_conf()");
        return postgres;
    }

    private static Task<CausewayDatabase> OpenAsync(string url) =>
        CausewayDatabase.OpenAsync(new CausewaySettings { DatabaseUrl = url }, NullLoggerFactory.Instance, default);
}
