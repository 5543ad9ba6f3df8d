namespace Causeway.Tests.Infrastructure;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string File(string path) => Path.Combine(Root, path);

    private static string Find(string start)
    {
        for (var directory = new DirectoryInfo(start); directory is not null; directory = directory.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(directory.FullName, "Causeway.slnx")))
                return directory.FullName;
        }

        throw new InvalidOperationException($"There is no Causeway.slnx above {start}.");
    }
}
