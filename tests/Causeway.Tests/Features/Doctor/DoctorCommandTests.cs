using Causeway.Features.Doctor;
using Causeway.Platform.Settings;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Doctor;

public sealed class DoctorCommandTests(TestCluster cluster) : IAsyncLifetime
{
    private readonly string _directory = TestDirectory.New();
    private string _database = "";

    public async ValueTask InitializeAsync() => _database = await cluster.CreateDatabaseAsync();

    [Fact]
    public async Task A_machine_on_which_all_is_well_passes()
    {
        var (code, report) = await RunAsync();

        code.ShouldBe(0, report);
        report.ShouldContain("ok       database    reached; its schema is this version's");
        report.ShouldContain("ok       secrets     none stored yet");
        report.ShouldContain("warning  odoo        no connection yet");
        Directory.Exists(_directory).ShouldBeFalse("nothing is changed by looking");
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_named_without_its_password()
    {
        var (code, report) = await RunAsync(("DATABASE_URL", "postgres://me:s3cr3t@127.0.0.1:1/causeway"));

        code.ShouldBe(1);
        report.ShouldContain("wrong    database    Failed to connect to 127.0.0.1:1");
        report.ShouldNotContain("s3cr3t");
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_told_and_left_alone()
    {
        await using (var database = Causeway.Platform.Database.DataSources.Create(_database))
        await using (var connection = await database.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(
                "insert into causeway.migration (number, name, checksum, program_version) values (9000, '9000_future', 'x', '9.0.0')");
        }

        var (code, report) = await RunAsync();

        code.ShouldBe(1);
        report.ShouldContain("wrong    database    The database is newer than this program: it has migration 9000_future, applied by Causeway 9.0.0");
    }

    [Fact]
    public async Task Problems_of_the_settings_are_told_and_the_rest_is_looked_at_all_the_same()
    {
        var (code, report) = await RunAsync(("TASKS", "nobody"));

        code.ShouldBe(1);
        report.ShouldContain("wrong    settings    TASKS: \"nobody\" is not allowed");
        report.ShouldContain("ok       database");
    }

    [Fact]
    public async Task A_port_that_a_Causeway_has_is_well_and_one_that_another_has_is_not()
    {
        await using var database = Causeway.Platform.Database.DataSources.Create(_database);
        await using var server = await TestServer.StartAsync(database);
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();

        var (_, running) = await RunAsync(("PORT", $"{server.Address.Port}"));
        var (code, taken) = await RunAsync(("PORT", $"{((System.Net.IPEndPoint)other.LocalEndpoint).Port}"));

        running.ShouldContain("ok       port        a Causeway answers");
        code.ShouldBe(1);
        taken.ShouldContain("is taken by another program");
    }

    [Fact]
    public async Task An_Odoo_that_cannot_be_used_is_told_with_the_reason()
    {
        await using var database = Causeway.Platform.Database.DataSources.Create(_database);
        await using var server = await TestServer.StartAsync(database);

        var (_, nothing) = await RunAsync([.. Odoo("http://127.0.0.1:1")]);
        var (_, notOdoo) = await RunAsync([.. Odoo(server.Address.ToString())]);
        var (_, notTls) = await RunAsync([.. Odoo($"https://127.0.0.1:{server.Address.Port}")]);
        var (_, noHost) = await RunAsync([.. Odoo("http://odoo.invalid")]);

        nothing.ShouldContain("wrong    odoo        http://127.0.0.1:1/: Nothing listens at 127.0.0.1:1");
        notOdoo.ShouldContain("but not as an Odoo does");
        notTls.ShouldContain("The secure connection to");
        noHost.ShouldContain("There is no host named odoo.invalid");
    }

    [Fact]
    public async Task An_Odoo_is_tried_with_the_credentials_of_the_settings()
    {
        await using var odoo = await SandboxServer.StartAsync(new SandboxOptions { Version = "19.0" }, default);
        var (url, admin) = (new Uri(odoo.Url).ToString(), odoo.Admin);

        var (code, well) = await RunAsync([.. Odoo(url, odoo.Database, admin.Login, admin.ApiKey)]);
        var (_, wrongKey) = await RunAsync([.. Odoo(url, odoo.Database, admin.Login, "not-the-key")]);

        code.ShouldBe(0, well);
        well.ShouldContain($"ok       odoo        {url}: Connected to Odoo 19");
        wrongKey.ShouldContain($"wrong    odoo        {url}: Odoo refused these credentials for {admin.Login}");
        wrongKey.ShouldNotContain("not-the-key");
    }

    [Fact]
    public async Task A_stored_Odoo_is_tried_with_the_credentials_that_are_stored()
    {
        await using var odoo = await SandboxServer.StartAsync(new SandboxOptions { Version = "18.0" }, default);
        var key = Convert.ToBase64String(new byte[32]);
        await using var database = Causeway.Platform.Database.DataSources.Create(_database);
        await using (await TestServer.StartAsync(database, settings => settings with
        {
            MasterKey = key,
            OdooUrl = new Uri(odoo.Url),
            OdooDb = odoo.Database,
            OdooUser = odoo.Admin.Login,
            OdooApiKey = odoo.Admin.ApiKey,
        }))
        {
        }

        var (code, well) = await RunAsync(("MASTER_KEY", key));
        var (otherCode, otherKey) = await RunAsync(("MASTER_KEY", Convert.ToBase64String(Enumerable.Repeat((byte)1, 32).ToArray())));

        code.ShouldBe(0, well);
        well.ShouldContain("Connected to Odoo 18");
        otherCode.ShouldBe(1);
        otherKey.ShouldContain("wrong    odoo");
        well.ShouldContain("ok       secrets     1 stored, each of which can be read");
        otherKey.ShouldContain($"wrong    secrets     1 of 1 cannot be decrypted: connection 1 ({new Uri(odoo.Url).AbsoluteUri.TrimEnd('/')})");
        otherKey.ShouldContain("Restore the MASTER_KEY");
    }

    public async ValueTask DisposeAsync() => await cluster.DropDatabaseAsync(_database);

    private static (string, string)[] Odoo(string url, string database = "prod", string user = "sync@example.com", string key = "key") =>
        [("ODOO_URL", url), ("ODOO_DB", database), ("ODOO_USER", user), ("ODOO_API_KEY", key)];

    private async Task<(int Code, string Report)> RunAsync(params (string Key, string Value)[] settings)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DATABASE_URL"] = _database,
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["DATA_DIR"] = _directory,
            ["PORT"] = "0",
        };
        foreach (var (key, value) in settings)
            environment[key] = value;
        var output = new StringWriter();
        var code = await DoctorCommand.RunAsync(LoadedSettings.Read(environment, DotEnv.Parse([])), output, default);
        return (code, output.ToString());
    }
}
