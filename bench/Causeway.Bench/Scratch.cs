namespace Causeway.Bench;

/// <summary>A data directory that is thrown away.</summary>
internal sealed class Scratch : IDisposable
{
    public Scratch(BenchOptions options) => Path = System.IO.Path.Combine(options.Directory, $"scratch-{Guid.NewGuid():n}"[..20]);

    public string Path { get; }

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
