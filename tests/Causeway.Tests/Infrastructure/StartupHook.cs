using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime;
using System.Text;
using Causeway.Tests.Infrastructure;

/// <summary>
/// Runs in another process before its own main (<see cref="ProcessHeap"/>), and tells who connects how many bytes that
/// program's objects take after a full collection.
/// </summary>
[SuppressMessage("Design", "MA0047:Declare types in namespaces", Justification = ".NET looks for a startup hook by this name, in no namespace.")]
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(ProcessHeap.SocketVariable) is not { Length: > 0 } path)
            return;
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        new Thread(() => Answer(listener)) { IsBackground = true, Name = "heap" }.Start();
    }

    private static void Answer(Socket listener)
    {
        while (true)
        {
            using var asker = listener.Accept();
            asker.Send(Encoding.ASCII.GetBytes(Kept().ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static long Kept()
    {
        // Twice: what a finalizer held goes with the second.
        for (var i = 0; i < 2; i++)
        {
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
