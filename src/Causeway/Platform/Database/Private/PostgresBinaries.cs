using System.Globalization;
using System.Text.RegularExpressions;

namespace Causeway.Platform.Database.Private;

/// <summary>An installed PostgreSQL server: the directory of its programs and its major version.</summary>
internal sealed partial record PostgresBinaries(string Directory, int Version)
{
    /// <summary>The oldest that we test with; PostgreSQL's own support for it ended in November 2025.</summary>
    private const int Oldest = 13;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public string Postgres => Path.Combine(Directory, "postgres");

    public string InitDb => Path.Combine(Directory, "initdb");

    /// <summary>Those that fit: of the version that made the cluster when there is one, else the first found.</summary>
    public static async Task<PostgresBinaries> FindAsync(int? clusterVersion, CancellationToken cancellationToken)
    {
        var seen = new List<PostgresBinaries>();
        await foreach (var found in InstalledAsync(cancellationToken))
        {
            if (found.Version >= Oldest && (clusterVersion is null || clusterVersion == found.Version))
                return found;
            seen.Add(found);
        }

        throw new StartRefusedException(Refusal(clusterVersion, seen));
    }

    private static string Refusal(int? clusterVersion, List<PostgresBinaries> seen)
    {
        var have = seen.Count == 0
            ? "no PostgreSQL server is installed"
            : $"installed is {string.Join(", ", seen.Select(found => $"{found.Version} in {found.Directory}"))}";
        return clusterVersion is null
            ? $"A PostgreSQL server of version {Oldest} or later is needed; {have}. {HowToInstall} Or set DATABASE_URL."
            : $"The private database was made by PostgreSQL {clusterVersion}; {have}. Install version {clusterVersion} again, or move the data with pg_upgrade.";
    }

    private const string HowToInstall =
        "Debian and Ubuntu: apt-get install postgresql. Fedora: dnf install postgresql-server. macOS: brew install postgresql.";

    private static async IAsyncEnumerable<PostgresBinaries> InstalledAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var directory in Candidates().Distinct(StringComparer.Ordinal))
        {
            if (await VersionAsync(directory, cancellationToken) is { } version)
                yield return new PostgresBinaries(directory, version);
        }

        if (await FromPgConfigAsync(cancellationToken) is { } reported && await VersionAsync(reported, cancellationToken) is { } itsVersion)
            yield return new PostgresBinaries(reported, itsVersion);
    }

    private static IEnumerable<string> Candidates()
    {
        foreach (var entry in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            // A link in /usr/bin or /usr/local/bin leads to the directory that holds the other programs too.
            var program = new FileInfo(Path.Combine(entry, "postgres"));
            if (program.Exists && (program.ResolveLinkTarget(returnFinalTarget: true) ?? program) is FileInfo { Directory: { } directory })
                yield return directory.FullName;
        }

        string[] roots = ["/usr/lib/postgresql", "/usr/pgsql-", "/opt/homebrew/opt/postgresql@", "/usr/local/opt/postgresql@", "/usr/local/pgsql"];
        foreach (var directory in roots.SelectMany(Below).OrderByDescending(VersionInPath))
            yield return Path.Combine(directory, "bin");
        yield return "/opt/homebrew/opt/postgresql/bin";
        yield return "/usr/local/opt/postgresql/bin";
    }

    private static IEnumerable<string> Below(string root)
    {
        var (parent, pattern) = System.IO.Directory.Exists(root) ? (root, "*") : (Path.GetDirectoryName(root)!, Path.GetFileName(root) + "*");
        return System.IO.Directory.Exists(parent) ? System.IO.Directory.EnumerateDirectories(parent, pattern) : [];
    }

    private static int VersionInPath(string directory) =>
        int.TryParse(Number().Match(Path.GetFileName(directory)).Value, CultureInfo.InvariantCulture, out var version) ? version : 0;

    private static async Task<int?> VersionAsync(string directory, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(directory, "postgres")) || !File.Exists(Path.Combine(directory, "initdb")))
            return null;
        // postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)
        var (exit, output) = await Command.RunAsync([Path.Combine(directory, "postgres"), "--version"], Limit, cancellationToken);
        return exit == 0 && int.TryParse(Number().Match(output).Value, CultureInfo.InvariantCulture, out var version) ? version : null;
    }

    private static async Task<string?> FromPgConfigAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (exit, output) = await Command.RunAsync(["pg_config", "--bindir"], Limit, cancellationToken);
            return exit == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Not installed.
            return null;
        }
    }

    [GeneratedRegex("[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
