using System.Text;

namespace Causeway.Platform.Access.Secrets;

/// <summary>A file that no other user of this machine can read, from its first byte on.</summary>
internal static class PrivateFile
{
    /// <summary>It is on the disk when this returns: what is encrypted by it may be there sooner than we think.</summary>
    public static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(Encoding.UTF8.GetBytes(text + Environment.NewLine));
        file.Flush(flushToDisk: true);
    }
}
