using System.Security.Cryptography;
using System.Text;

namespace Causeway.Platform.Database.Private;

/// <summary>
/// A short-lived directory for the server's socket. Its name is random, because in a shared /tmp a known name could be
/// taken by somebody who waits there with a server of their own.
/// </summary>
internal static class SocketDirectory
{
    private const string Prefix = "causeway-";
    private const string SocketName = ".s.PGSQL.5432";

    /// <summary>sun_path without its final zero.</summary>
    private static readonly int LongestPath = OperatingSystem.IsMacOS() ? 103 : 107;

    public static string Create(ClusterDirectory cluster)
    {
        var name = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        // Not the user's runtime directory, which goes when they log out.
        var directory = new[] { "/tmp", cluster.Root }.Select(parent => Path.Combine(parent, name)).FirstOrDefault(path => Fits(path) && TryMake(cluster, path))
            ?? throw new StartRefusedException(
                $"There is no directory for PostgreSQL's socket: /tmp cannot be written, and below {cluster.Root} its path would have more than the {LongestPath} bytes that it may have. "
                + "Set a shorter DATA_DIR, or set DATABASE_URL.");
        File.WriteAllText(cluster.SocketFile, directory);
        return directory;
    }

    /// <summary>Removes the one of a run that was killed.</summary>
    public static void RemoveLeftOver(ClusterDirectory cluster)
    {
        if (!File.Exists(cluster.SocketFile))
            return;
        var directory = File.ReadAllText(cluster.SocketFile);
        if (Path.GetFileName(directory).StartsWith(Prefix, StringComparison.Ordinal))
            Remove(directory);
    }

    public static void Remove(string directory)
    {
        try
        {
            if (Directory.Exists(directory))
                Directory.Delete(directory, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // An empty directory of ours stays in /tmp; nothing depends on it.
        }
    }

    public static bool Fits(string directory) => Encoding.UTF8.GetByteCount(Path.Combine(directory, SocketName)) <= LongestPath;

    private static bool TryMake(ClusterDirectory cluster, string directory)
    {
        try
        {
            cluster.CreateOwned(directory);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
