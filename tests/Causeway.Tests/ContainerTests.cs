using System.Text.RegularExpressions;
using Causeway.Platform.Settings;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests;

/// <summary>That Dockerfile, .dockerignore and compose.yaml speak of what there is. scripts/check-image runs what they say.</summary>
public sealed partial class ContainerTests
{
    private static readonly string Dockerfile = File.ReadAllText(Repository.File("Dockerfile"));

    private static readonly string Compose = File.ReadAllText(Repository.File("compose.yaml"));

    private static readonly string[] Allowed = [.. File.ReadLines(Repository.File(".dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..])];

    [Fact]
    public void Everything_that_is_copied_exists_and_is_let_into_the_build()
    {
        var sources = Copy().Matches(Dockerfile)
            .Where(copy => !copy.Groups["from"].Success)
            .SelectMany(copy => copy.Groups["paths"].Value.Split(' ')[..^1])
            .Select(path => path.TrimEnd('/'))
            .ToList();

        sources.ShouldContain("src");
        foreach (var source in sources)
        {
            (File.Exists(Repository.File(source)) || Directory.Exists(Repository.File(source))).ShouldBeTrue(source);
            Allowed.ShouldContain(allowed => source == allowed || source.StartsWith($"{allowed}/", StringComparison.Ordinal), source);
        }
    }

    [Fact]
    public void What_a_build_of_the_server_reads_above_its_projects_is_copied()
    {
        foreach (var file in new[] { "global.json", "Directory.Build.props", "Directory.Packages.props", ".editorconfig" })
            Dockerfile.ShouldContain(file);
        File.Exists(Repository.File(Publish().Match(Dockerfile).Groups["project"].Value)).ShouldBeTrue();
    }

    [Fact]
    public void Nothing_is_let_into_the_build_but_what_is_named_and_no_secret_at_all()
    {
        var rules = File.ReadLines(Repository.File(".dockerignore")).Where(line => line.Length > 0 && line[0] != '#').ToList();

        rules[0].ShouldBe("*");
        Allowed.Select(allowed => Repository.File(allowed)).ShouldAllBe(path => File.Exists(path) || Directory.Exists(path));
        rules.ShouldContain("**/.env*");
        rules.ShouldContain("src/Causeway/wwwroot", "the pages of this machine are not those of the image");
    }

    [Fact]
    public void The_versions_are_those_that_the_sources_ask_for()
    {
        var framework = TargetFramework().Match(File.ReadAllText(Repository.File("Directory.Build.props"))).Groups["version"].Value;

        Image().Matches(Dockerfile).Select(image => image.Groups["version"].Value).ShouldBe([framework, framework]);
        // web/package.json: Node.js 20.19 or later.
        int.Parse(Node().Match(Dockerfile).Groups["version"].Value).ShouldBeGreaterThanOrEqualTo(22);
    }

    [Fact]
    public void Every_setting_that_is_named_is_one()
    {
        var named = Environments().Matches(Dockerfile).SelectMany(line => line.Groups["pairs"].Value.Split(' ')).Select(pair => pair.Split('=')[0])
            .Where(key => !key.StartsWith("DOTNET_", StringComparison.Ordinal))
            .Concat(Variable().Matches(Compose).Select(variable => variable.Groups["key"].Value).Where(key => !key.StartsWith("POSTGRES_", StringComparison.Ordinal)))
            .Distinct()
            .ToList();

        named.ShouldBe(["LISTEN", "PORT", "DATA_DIR", "DATABASE_URL", "MASTER_KEY"], ignoreOrder: true);
        named.ShouldAllBe(key => SettingCatalog.Find(key) != null);
    }

    [Fact]
    public void Ports_and_places_agree()
    {
        Dockerfile.ShouldContain("PORT=8080");
        Dockerfile.ShouldContain("\nEXPOSE 8080\n");
        Compose.ShouldContain("\"127.0.0.1:8080:8080\"");
        Dockerfile.ShouldContain("DATA_DIR=/data");
        Dockerfile.ShouldContain("\nVOLUME /data\n");
        Compose.ShouldContain("- data:/data");
        Dockerfile.ShouldContain("GET /health/ready ");
        Dockerfile.ShouldContain("\nUSER $APP_UID\n");
    }

    [Fact]
    public void The_commands_are_commands()
    {
        var program = File.ReadAllText(Repository.File("src/Causeway/Program.cs"));

        foreach (var command in Commands().Matches(Dockerfile + Compose).Select(match => match.Groups["command"].Value))
            program.ShouldContain($"{char.ToUpperInvariant(command[0])}{command[1..]}Command.Create()");
    }

    [GeneratedRegex(@"^COPY (?<from>--from=\S+ )?(?<paths>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Copy();

    [GeneratedRegex(@"dotnet publish (?<project>\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Publish();

    [GeneratedRegex("<TargetFramework>net(?<version>[0-9.]+)<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TargetFramework();

    [GeneratedRegex("^FROM mcr.microsoft.com/dotnet/(sdk|aspnet):(?<version>[0-9.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Image();

    [GeneratedRegex("^FROM node:(?<version>[0-9]+)-", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Node();

    [GeneratedRegex("^ENV (?<pairs>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Environments();

    [GeneratedRegex("^      (?<key>[A-Z][A-Z_]+):", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^(CMD |    command: )\[""(?<command>\w+)""\]", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Commands();
}
