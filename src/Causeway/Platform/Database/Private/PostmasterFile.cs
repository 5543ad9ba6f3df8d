using System.Globalization;

namespace Causeway.Platform.Database.Private;

/// <summary>
/// <c>postmaster.pid</c>, which a server that was killed leaves behind: its process id on line 1.
/// </summary>
internal sealed record PostmasterFile(string Path, int Process)
{
    public static PostmasterFile? Read(string dataDirectory)
    {
        var path = System.IO.Path.Combine(dataDirectory, "postmaster.pid");
        try
        {
            var lines = File.ReadAllLines(path);
            return lines.Length > 0 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var process)
                ? new PostmasterFile(path, process)
                : null;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
