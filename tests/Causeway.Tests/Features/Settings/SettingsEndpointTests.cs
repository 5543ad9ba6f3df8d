using System.Net;
using Causeway.Platform.Settings;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Settings;

public sealed class SettingsEndpointTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Key = "the key of the whole house";

    [Fact]
    public async Task It_says_what_causeway_config_prints_and_no_secret()
    {
        var read = LoadedSettings.Read(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["ADMIN_API_KEY"] = Key, ["ASPNETCORE_ENVIRONMENT"] = "Development" }, DotEnv.Parse(["SYNC_INTERVAL_MINUTES=7"]));
        await using var server = await TestServer.StartAsync(database.DataSource, _ => read.Settings with { DataDir = _.DataDir, Port = 0, MasterKey = TestServer.MasterKey });

        var answer = (await new Api(server.Client, token: null, ("X-ODOO-API-KEY", Key)).GetAsync("/api/settings")).Expect(HttpStatusCode.OK);

        answer.Text.ShouldNotContain(Key);
        answer.Text.ShouldNotContain(TestServer.MasterKey);
        var shown = answer["settings"].EnumerateArray().ToDictionary(
            one => one.GetProperty("key").GetString()!, one => (one.GetProperty("source").GetString(), one.GetProperty("value").GetString(), one.GetProperty("secret").GetBoolean()));
        shown.Keys.ShouldBe(SettingCatalog.All.Select(setting => setting.Key));
        shown["ADMIN_API_KEY"].ShouldBe(("env", Setting.Mask, true));
        shown["SYNC_INTERVAL_MINUTES"].ShouldBe((".env", "7", false));
        shown["PORT"].ShouldBe(("command", "0", false));
        shown["TASKS"].ShouldBe(("default", "concerned", false));
        var printed = new StringWriter();
        ConfigCommand.Print(read with { Settings = server.Get<CausewaySettings>() }, printed, TextWriter.Null);
        printed.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])
            .ShouldBe(shown.Values.Select(one => one.Item1));
    }
}
