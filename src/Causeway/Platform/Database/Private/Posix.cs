using System.Runtime.InteropServices;

namespace Causeway.Platform.Database.Private;

/// <summary>The three system calls that .NET has no method for.</summary>
internal static partial class Posix
{
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Kill = 9;
    public const int Terminate = 15;

    private const int NoSuchProcess = 3;

    /// <summary>EWOULDBLOCK: the HResult of the exception when somebody else has a file's lock.</summary>
    public static int WouldBlock { get; } = OperatingSystem.IsMacOS() ? 35 : 11;

    /// <summary>False when there is no such process.</summary>
    public static bool Signal(int process, int signal) =>
        SendSignal(process, signal) == 0 || Marshal.GetLastPInvokeError() != NoSuchProcess;

    public static bool IsAlive(int process) => Signal(process, 0);

    public static void ChangeOwner(string path, int user, int group)
    {
        if (Chown(path, user, group) != 0)
            throw new IOException($"{path} cannot be given to user {user}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Chown(string path, int user, int group);
}
