using Causeway.Platform;
using Causeway.Platform.Settings;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Settings;

public sealed class LoadedSettingsTests
{
    [Fact]
    public void Nothing_set_is_the_defaults()
    {
        var loaded = Read([]);

        loaded.Problems.ShouldBeEmpty();
        loaded.Settings.Port.ShouldBe(8080);
        loaded.Settings.Registration.ShouldBe(Registration.Approval);
        loaded.Sources.Values.ShouldAllBe(source => source == SettingSource.Default);
    }

    [Fact]
    public void The_environment_wins_over_the_file_and_each_source_is_told()
    {
        var loaded = Read([("PORT", "9000")], "PORT=9001", "TASKS=shared");

        loaded.Settings.Port.ShouldBe(9000);
        loaded.Settings.Tasks.ShouldBe(TaskReaders.Shared);
        loaded.Sources["PORT"].ShouldBe(SettingSource.Environment);
        loaded.Sources["TASKS"].ShouldBe(SettingSource.DotEnv);
    }

    [Fact]
    public void A_variable_set_to_nothing_switches_the_file_s_line_off()
    {
        var loaded = Read([("PORT", "")], "PORT=9001");

        loaded.Settings.Port.ShouldBe(8080);
        loaded.Sources["PORT"].ShouldBe(SettingSource.Default);
    }

    [Theory]
    [InlineData("PORT", "80a")]
    [InlineData("PORT", "65536")]
    [InlineData("PORT", "-1")]
    [InlineData("PORT", " 80")]
    [InlineData("LISTEN", "everywhere")]
    [InlineData("PUBLIC_URL", "causeway.example.com")]
    [InlineData("PUBLIC_URL", "ftp://causeway.example.com")]
    [InlineData("CORS_ORIGIN", "https://app.example.com/path")]
    [InlineData("TRUSTED_PROXIES", "10.0.0.0/8,nonsense")]
    [InlineData("ALLOWED_ODOO_HOSTS", "odoo.example.com/odoo")]
    [InlineData("SYNC_INTERVAL_MINUTES", "0")]
    [InlineData("TOKEN_EXPIRE", "1.5")]
    [InlineData("SESSION_MAX_DAYS", "366")]
    [InlineData("MS_TENANT_ID", "../common")]
    [InlineData("MS_TENANT_ID", "..")]
    [InlineData("MS_AUTHORITY", "http://login.example.com")]
    [InlineData("MS_AUTHORITY", "login.microsoftonline.us")]
    [InlineData("REGISTRATION", "Open")]
    [InlineData("REGISTRATION", "2")]
    [InlineData("LEAD_READ", "all")]
    public void A_value_that_is_not_allowed_is_refused_with_its_key_itself_and_what_is_allowed(string key, string value)
    {
        var problem = Read([(key, value)]).Problems.ShouldHaveSingleItem();

        problem.ShouldStartWith($"{key}: \"{value}\" is not allowed; allowed is {SettingCatalog.Find(key)!.Allowed}");
    }

    [Theory]
    [InlineData("DATABASE_URL", "postgres://causeway:s3cr3t-word@db/causeway?nonsense=1")]
    [InlineData("DATABASE_URL", "s3cr3t-word")]
    [InlineData("JWT_SECRET", "s3cr3t-word")]
    [InlineData("MASTER_KEY", "s3cr3t-word")]
    [InlineData("ADMIN_API_KEY", "s3cr3t-word")]
    public void A_secret_that_is_not_allowed_is_refused_without_being_shown(string key, string value)
    {
        var problem = Read([(key, value)]).Problems.ShouldHaveSingleItem();

        problem.ShouldStartWith($"{key}: the value is not allowed");
        problem.ShouldNotContain("s3cr3t-word");
    }

    [Fact]
    public void All_problems_come_at_once()
    {
        var refusal = Should.Throw<StartRefusedException>(() => Read([("PORT", "x"), ("ODOO_URL", "https://odoo.example.com")], "=", "TASKS=nobody").OrRefuse());

        refusal.Message.ShouldContain("PORT:");
        refusal.Message.ShouldContain("TASKS:");
        refusal.Message.ShouldContain(".env line 1:");
        refusal.Message.ShouldContain("ODOO_DB: missing");
        refusal.Message.ShouldContain("ODOO_USER: missing");
        refusal.Message.ShouldContain("ODOO_API_KEY: missing");
    }

    [Theory]
    [InlineData("ODOO_URI", "ODOO_URL")]
    [InlineData("odoo_url", "ODOO_URL")]
    [InlineData("ODOO_APIKEY", "ODOO_API_KEY")]
    [InlineData("DATABSAE_URL", "DATABASE_URL")]
    [InlineData("JWT_SECRETS", "JWT_SECRET")]
    public void A_variable_one_slip_away_from_a_setting_is_refused_with_the_setting_s_name(string typed, string meant)
    {
        Read([(typed, "x")]).Problems.ShouldHaveSingleItem().ShouldBe($"{typed}: no such setting (in the environment); {meant} is one");
    }

    [Theory]
    [InlineData("PATH")]
    [InlineData("ODOO_RC")]
    [InlineData("ODOO_TEST_URL")]
    [InlineData("PORTS")]
    [InlineData("HOME")]
    public void Other_programs_variables_are_none_of_our_business(string name)
    {
        Read([(name, "x")]).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Any_key_of_the_file_that_is_not_a_setting_is_refused_but_for_those_of_Docker_Compose()
    {
        var problems = Read([], "ODOO_PASSWORD=x", "COMPOSE_PROJECT_NAME=causeway", "POSTGRES_PASSWORD=x").Problems;

        problems.ShouldHaveSingleItem().ShouldBe("ODOO_PASSWORD: no such setting (in .env); docs/settings.md lists them");
    }

    [Fact]
    public void With_a_database_of_one_s_own_production_needs_a_master_key()
    {
        var url = ("DATABASE_URL", "postgres://causeway@db/causeway");

        Read([url]).Problems.ShouldHaveSingleItem().ShouldStartWith("MASTER_KEY: missing");
        Read([url, ("ASPNETCORE_ENVIRONMENT", "Development")]).Problems.ShouldBeEmpty();
        Read([url, ("MASTER_KEY", Convert.ToBase64String(new byte[32]))]).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Settings_that_contradict_each_other_are_refused()
    {
        var secret = new string('s', 32);
        var problems = Read(
        [
            ("ADMIN_API_KEY", secret), ("JWT_SECRET", secret),
            ("MASTER_KEY", Convert.ToBase64String(new byte[32])), ("MASTER_KEY_FILE", "/nonexistent/key"),
            ("MS_CLIENT_SECRET", "x"), ("MS_TENANT_ID", "tenant"),
        ]).Problems;

        problems.Select(problem => problem.Split(':')[0])
            .ShouldBe(["MASTER_KEY", "MASTER_KEY_FILE", "ADMIN_API_KEY", "MS_CLIENT_ID", "MS_CLIENT_SECRET"]);
    }

    [Fact]
    public void The_settings_own_text_holds_no_secret()
    {
        var loaded = Read([("JWT_SECRET", new string('s', 40)), ("ADMIN_PASSWORD", "hunter2-hunter2"), ("ODOO_USER", "sync@example.com"), ("ODOO_API_KEY", "k3y"), ("ODOO_DB", "prod"), ("ODOO_URL", "https://odoo.example.com")]);

        var text = loaded.OrRefuse().ToString();

        text.ShouldContain("ODOO_USER=sync@example.com");
        text.ShouldContain($"ODOO_API_KEY={Setting.Mask}");
        text.ShouldNotContain("ssss");
        text.ShouldNotContain("hunter2");
        text.ShouldNotContain("k3y");
    }

    private static LoadedSettings Read((string Key, string Value)[] environment, params string[] lines) =>
        LoadedSettings.Read(environment.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal), DotEnv.Parse(lines));
}
