namespace Causeway.Platform.Settings;

/// <summary>Where Causeway keeps what is not in the database: the private cluster, the master key.</summary>
internal static class DataDirectory
{
    private const string SystemWide = "/var/lib/causeway";

    /// <summary>
    /// Root's home is closed to the unprivileged user that runs the private PostgreSQL, so root gets a system directory.
    /// </summary>
    public static string Default { get; } = Environment.IsPrivilegedProcess && IsWritable("/var/lib") ? SystemWide : PerUser();

    private static bool IsWritable(string directory)
    {
        try
        {
            using var probe = File.Create(Path.Combine(directory, $".causeway-{Guid.NewGuid():n}"), 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string PerUser()
    {
        var data = Environment.GetEnvironmentVariable("XDG_DATA_HOME");
        if (string.IsNullOrEmpty(data))
            data = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share");
        return Path.GetFullPath(Path.Combine(data, "causeway"));
    }
}
