using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Causeway.Platform.Database;

/// <summary>One numbered SQL file of <c>Migrations/</c>.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    private const string Folder = "migrations/";

    /// <summary>Line ends do not count: git may check files out with others.</summary>
    public string Checksum =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>Those of this program, by number.</summary>
    public static IReadOnlyList<Migration> All { get; } = Load();

    private static List<Migration> Load()
    {
        var assembly = typeof(Migration).Assembly;
        var migrations = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => Read(assembly, name))
            .OrderBy(migration => migration.Number)
            .ToList();
        var twice = migrations.GroupBy(migration => migration.Number).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? migrations
            : throw new InvalidOperationException($"Two migrations have the number {twice.Key}: {string.Join(", ", twice.Select(migration => migration.Name))}");
    }

    private static Migration Read(Assembly assembly, string resource)
    {
        var name = Path.GetFileNameWithoutExtension(resource[Folder.Length..]);
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return int.TryParse(name.Split('_')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Migration(number, name, reader.ReadToEnd())
            : throw new InvalidOperationException($"{name}.sql: a migration is named NNNN_what_it_does.sql");
    }
}
