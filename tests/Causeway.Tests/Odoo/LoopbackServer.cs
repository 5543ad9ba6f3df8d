using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Causeway.Tests.Odoo;

/// <summary>
/// A web server that sends exactly the bytes it is told to, broken ones included, and remembers what it was asked.
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Stream, Task<Stream>> _wrap;
    private readonly Task _accepting;

    public LoopbackServer(Func<LoopbackRequest, Reply> answer, Func<Stream, Task<Stream>>? wrap = null)
    {
        Answer = answer;
        _wrap = wrap ?? Task.FromResult;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Func<LoopbackRequest, Reply> Answer { get; set; }

    public ConcurrentQueue<LoopbackRequest> Requests { get; } = [];

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Url => new($"http://127.0.0.1:{Port}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = await _wrap(client.GetStream());
                while (await LoopbackRequest.ReadAsync(stream, _stop.Token) is { } request)
                {
                    Requests.Enqueue(request);
                    var reply = Answer(request);
                    await stream.WriteAsync(reply.Bytes, _stop.Token);
                    await stream.FlushAsync(_stop.Token);
                    if (reply.After == After.Hang)
                        await Task.Delay(Timeout.Infinite, _stop.Token);
                    if (reply.After == After.Close)
                        return;
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The client went away, or the test is over.
            }
        }
    }
}

internal sealed record LoopbackRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public static async Task<LoopbackRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, cancellationToken) == 0)
                return null;
            head.Append((char)one[0]);
        }
        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"))];
        await stream.ReadExactlyAsync(body, cancellationToken);
        var first = lines[0].Split(' ');
        return new LoopbackRequest(first[0], first[1], headers, Encoding.UTF8.GetString(body));
    }
}

/// <summary>What happens to the connection after a reply.</summary>
internal enum After
{
    Close,
    KeepAlive,
    Hang,
}

/// <summary>The bytes of a reply.</summary>
internal sealed record Reply(byte[] Bytes, After After = After.Close)
{
    /// <summary>The connection is closed without a word.</summary>
    public static Reply Nothing { get; } = new([]);

    /// <summary>The connection stays open without a word.</summary>
    public static Reply Silence { get; } = new([], After.Hang);

    public static Reply Json(string body, int status = 200, params (string Name, string Value)[] headers) =>
        Http(status, "application/json; charset=utf-8", body, headers);

    public static Reply Xml(string body) => Http(200, "text/xml; charset=utf-8", body);

    public static Reply Html(string body, int status = 200, params (string Name, string Value)[] headers) => Http(status, "text/html; charset=utf-8", body, headers);

    public static Reply Http(int status, string contentType, string body, params (string Name, string Value)[] headers) =>
        Raw(status, [("Content-Type", contentType), ("Connection", "close"), .. headers], Encoding.UTF8.GetBytes(body));

    public static Reply Raw(int status, IEnumerable<(string Name, string Value)> headers, byte[] body, int? contentLength = null)
    {
        var head = new StringBuilder($"HTTP/1.1 {status} {(HttpStatusCode)status}\r\n");
        foreach (var (name, value) in headers)
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        head.Append("Content-Length: ").Append(contentLength ?? body.Length).Append("\r\n\r\n");
        return new Reply([.. Encoding.Latin1.GetBytes(head.ToString()), .. body]);
    }
}
