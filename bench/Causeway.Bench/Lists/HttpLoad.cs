using System.CommandLine;
using System.Net.Sockets;
using System.Text;

namespace Causeway.Bench.Lists;

/// <summary>
/// The load generator, in a process of its own: plain sockets, since a client that does much would take the server's
/// processor on a small machine. It reads each answer to its end, and stops at the first that is not 200.
/// </summary>
internal sealed class HttpLoad(Socket socket, byte[] request)
{
    public const string Verb = "http-load";

    private readonly byte[] buffer = new byte[256 * 1024];

    public static Command Command()
    {
        var url = new Argument<string>("url");
        var header = new Argument<string>("header") { Description = "Such as 'Authorization: Bearer ...'." };
        var connections = new Argument<int>("connections");
        var seconds = new Argument<int>("seconds");
        var command = new Command(Verb, "Used by list.") { url, header, connections, seconds };
        command.Hidden = true;
        command.SetAction(async (parsed, cancel) => Console.WriteLine(await RunAsync(
            new Uri(parsed.GetValue(url)!), parsed.GetValue(header)!, parsed.GetValue(connections), TimeSpan.FromSeconds(parsed.GetValue(seconds)), cancel)));
        return command;
    }

    private static async Task<LoadResult> RunAsync(Uri url, string header, int connections, TimeSpan length, CancellationToken cancel)
    {
        var request = Encoding.ASCII.GetBytes($"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nAccept: application/json\r\n{header}\r\n\r\n");
        var loops = new List<Func<Task>>();
        for (var i = 0; i < connections; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(url.Host, url.Port, cancel);
            loops.Add(new HttpLoad(socket, request).OnceAsync);
        }

        return await ClosedLoop.RunAsync(loops, length);
    }

    private async Task OnceAsync()
    {
        await socket.SendAsync(request);
        var (held, end) = (0, -1);
        while (end < 0)
        {
            held += await ReceiveAsync(held);
            end = buffer.AsSpan(0, held).IndexOf("\r\n\r\n"u8);
        }

        var left = Length(Encoding.ASCII.GetString(buffer, 0, end)) - (held - end - 4);
        while (left > 0)
            left -= await ReceiveAsync(0);
    }

    private async Task<int> ReceiveAsync(int at)
    {
        var read = await socket.ReceiveAsync(buffer.AsMemory(at));
        return read > 0 ? read : throw new IOException("The server closed the connection.");
    }

    private static int Length(string head)
    {
        const string Name = "Content-Length: ";
        if (!head.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal))
            throw new InvalidOperationException(head);
        var at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase) + Name.Length;
        var end = head.IndexOf('\r', at);
        return int.Parse(end < 0 ? head[at..] : head[at..end], System.Globalization.CultureInfo.InvariantCulture);
    }
}
