using System.Globalization;

namespace Causeway.Bench.Processes;

/// <summary>What Linux says of a process in <c>/proc</c>.</summary>
internal static class ProcessFigures
{
    // USER_HZ, in which /proc counts; it is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    public static double PeakMegabytes(int process) => Megabytes(process, "VmHWM:");

    public static double ResidentMegabytes(int process) => Megabytes(process, "VmRSS:");

    /// <summary>Processor time of a process, in seconds.</summary>
    public static double CpuSeconds(int process) => Ticks(process, 13, 14) / TicksPerSecond;

    /// <summary>Processor time of all processes that a parent has or had, in seconds.</summary>
    public static double CpuSecondsOfChildren(int parent) =>
        (Ticks(parent, 15, 16) + Children(parent).Sum(child => Ticks(child, 13, 14))) / TicksPerSecond;

    /// <summary>The server process of the private PostgreSQL in a data directory.</summary>
    public static int Postmaster(string dataDirectory) =>
        int.Parse(File.ReadLines(Path.Combine(dataDirectory, "postgres", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private static IEnumerable<int> Children(int parent) => Directory.EnumerateDirectories("/proc")
        .Select(directory => int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var process) ? process : 0)
        .Where(process => process > 0 && Stat(process) is { } stat && stat[3] == parent.ToString(CultureInfo.InvariantCulture));

    private static double Megabytes(int process, string label)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(label, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private static double Ticks(int process, int first, int second) =>
        Stat(process) is { } stat ? double.Parse(stat[first], CultureInfo.InvariantCulture) + double.Parse(stat[second], CultureInfo.InvariantCulture) : 0;

    /// <summary>The fields of <c>/proc/pid/stat</c> from 0, the name (which may hold spaces) as one; null when it is gone.</summary>
    private static string[]? Stat(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            var name = text.LastIndexOf(')');
            return ["", "", .. text[(name + 2)..].Split(' ')];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
