using System.Globalization;
using System.Net.Sockets;

namespace Causeway.Tests.Infrastructure;

/// <summary>
/// What another process's program keeps. What such a process holds of the machine is the collector's and the allocators'
/// choice too, and grows and shrinks for reasons of their own.
/// </summary>
internal sealed class ProcessHeap : IDisposable
{
    public const string SocketVariable = "HEAP_SOCKET";

    private readonly string path = Path.Combine(Path.GetTempPath(), $"heap-{Guid.NewGuid():n}");

    /// <summary>With these a program answers.</summary>
    public (string Key, string Value)[] Settings => [("DOTNET_STARTUP_HOOKS", typeof(StartupHook).Assembly.Location), (SocketVariable, path)];

    /// <summary>The bytes that its objects take after a full collection.</summary>
    public async Task<long> KeptAsync(CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
        using var answer = new StreamReader(new NetworkStream(socket));
        return long.Parse(await answer.ReadToEndAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    public void Dispose() => File.Delete(path);
}
