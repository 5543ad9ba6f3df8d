using System.Globalization;

namespace Causeway.Platform.Database.Private;

/// <summary>
/// One Causeway on one cluster. The system releases the lock with the process, however it ends. The process id stands
/// in a file of its own, which others can open, and is only for the message.
/// </summary>
internal sealed class DirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    public static DirectoryLock Take(ClusterDirectory directory)
    {
        try
        {
            var file = new FileStream(directory.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(directory.HolderFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DirectoryLock(file);
        }
        catch (IOException taken) when (taken.HResult == Posix.WouldBlock)
        {
            throw new StartRefusedException(
                $"Another Causeway{Holder(directory.HolderFile)} runs on the data directory {directory.Root}. "
                + "Stop it, or set another DATA_DIR; several processes share one database by DATABASE_URL.",
                taken);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new StartRefusedException(
                $"The data directory {directory.Root} cannot be written by this user. Set DATA_DIR to one that can, or set DATABASE_URL.",
                denied);
        }
    }

    public void Dispose() => _file.Dispose();

    private static string Holder(string file) => File.Exists(file) ? $" (process {File.ReadAllText(file)})" : "";
}
