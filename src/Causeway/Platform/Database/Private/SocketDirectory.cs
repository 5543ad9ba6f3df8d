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

    public static string Create(ClusterDirectory cluster, ServerUser? user)
    {
        var name = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var parent = Parents(user).FirstOrDefault(parent => Directory.Exists(parent) && Fits(Path.Combine(parent, name)))
            ?? throw new StartRefusedException(
                $"There is no directory for PostgreSQL's socket: {string.Join(", ", Parents(user))} are missing, or longer than the {LongestPath} bytes that a socket's path may have.");
        var directory = Path.Combine(parent, name);
        cluster.CreateOwned(directory);
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

    private static IEnumerable<string> Parents(ServerUser? user)
    {
        // Another user cannot enter our runtime directory.
        if (user is null && Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } runtime)
            yield return runtime;
        yield return "/tmp";
    }
}
