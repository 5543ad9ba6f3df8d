using Causeway.Platform.Settings;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Settings;

public sealed class ConfigCommandTests
{
    private const string Password = "p4ssw0rd-of-the-database";

    [Fact]
    public void Every_key_is_printed_with_its_value_and_source_and_secrets_are_masked()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DATABASE_URL"] = $"postgres://causeway:{Password}@db.example.com/causeway",
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
        };
        var (output, errors) = (new StringWriter(), new StringWriter());

        var code = ConfigCommand.Print(LoadedSettings.Read(environment, DotEnv.Parse(["PORT=9001"])), output, errors);

        code.ShouldBe(0);
        var lines = output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        lines.Select(line => line.Split(' ')[0]).ShouldBe(SettingCatalog.All.Select(setting => setting.Key));
        lines.ShouldContain(line => line.StartsWith("PORT ") && line.EndsWith("  .env     9001"));
        lines.ShouldContain(line => line.StartsWith("DATABASE_URL ") && line.Contains("  env      ") && line.EndsWith(Setting.Mask));
        lines.ShouldContain(line => line.StartsWith("TASKS ") && line.EndsWith("  default  concerned"));
        output.ToString().ShouldNotContain(Password);
        errors.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void What_is_wrong_is_printed_too_and_is_the_exit_code()
    {
        var errors = new StringWriter();

        var code = ConfigCommand.Print(LoadedSettings.Read(new Dictionary<string, string>(StringComparer.Ordinal), DotEnv.Parse(["PORT=x"])), TextWriter.Null, errors);

        code.ShouldBe(1);
        errors.ToString().ShouldStartWith("PORT: \"x\" is not allowed");
    }
}
