using System.Text.RegularExpressions;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests;

/// <summary>The rules of ARCHITECTURE.md that a reader relies on.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string Server = Repository.File("src/Causeway");

    private static readonly string[] Libraries = ["Causeway.Odoo", "Causeway.Sandbox", "Causeway.GraphQL"];

    /// <summary>What each shelf may not name.</summary>
    private static readonly Dictionary<string, string[]> Forbidden = new(StringComparer.Ordinal)
    {
        ["Features"] = [],
        ["Mirror"] = ["Causeway.Features"],
        ["Platform"] = ["Causeway.Features", "Causeway.Mirror"],
    };

    [Fact]
    public void Features_may_use_Mirror_and_Platform_Mirror_may_use_Platform_and_Platform_uses_neither()
    {
        var offences =
            from shelf in Forbidden
            from file in SourcesBelow(Path.Combine(Server, shelf.Key))
            from name in shelf.Value
            where Names(file, name)
            select $"{Path.GetRelativePath(Server, file)} names {name}";

        offences.ShouldBeEmpty();
    }

    [Fact]
    public void The_libraries_know_nothing_of_the_server_nor_of_each_other()
    {
        var offences =
            from library in Libraries
            from file in SourcesBelow(Repository.File($"src/{library}"))
            from match in CausewayNamespace().Matches(File.ReadAllText(file))
            where match.Value != library
            select $"{Path.GetRelativePath(Repository.Root, file)} names {match.Value}";

        offences.ShouldBeEmpty();
    }

    [Fact]
    public void A_file_s_namespace_is_its_folder()
    {
        var offences =
            from file in SourcesBelow(Repository.File("src"))
            let expected = Path.GetRelativePath(Repository.File("src"), Path.GetDirectoryName(file)!).Replace('/', '.')
            let stated = NamespaceLine().Match(File.ReadAllText(file)).Groups["name"].Value
            where stated.Length > 0 && stated != expected
            select $"{Path.GetRelativePath(Repository.Root, file)} is in namespace {stated}";

        offences.ShouldBeEmpty();
    }

    [Fact]
    public void The_server_has_two_files_at_its_root_and_three_shelves()
    {
        Directory.GetFiles(Server, "*.cs").Select(Path.GetFileName).ShouldBe(["CausewayServer.cs", "Program.cs"], ignoreOrder: true);
        SourceFolders(Server).ShouldBeSubsetOf(Forbidden.Keys);
    }

    [Fact]
    public void The_code_map_lists_the_folders_that_there_are()
    {
        var listed = FolderInMap().Matches(File.ReadAllText(Repository.File("ARCHITECTURE.md"))).Select(match => match.Groups["folder"].Value);

        var present =
            from shelf in SourceFolders(Server)
            from folder in SourceFolders(Path.Combine(Server, shelf))
            select $"{shelf}/{folder}";

        listed.Order(StringComparer.Ordinal).ShouldBe(present.Order(StringComparer.Ordinal));
    }

    /// <summary>In a using, a full name or an alias; our own folders are named nowhere else.</summary>
    private static bool Names(string file, string space) =>
        Regex.IsMatch(File.ReadAllText(file), $@"\b{Regex.Escape(space)}\b", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static IEnumerable<string> SourceFolders(string directory) =>
        Directory.GetDirectories(directory).Where(folder => SourcesBelow(folder).Any()).Select(folder => Path.GetFileName(folder));

    private static IEnumerable<string> SourcesBelow(string directory) =>
        !Directory.Exists(directory) ? [] : Directory.EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"\bCauseway\.(Odoo|Sandbox|GraphQL|Features|Mirror|Platform)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CausewayNamespace();

    [GeneratedRegex(@"^- `(?<folder>\w+/\w+)`", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FolderInMap();
}
