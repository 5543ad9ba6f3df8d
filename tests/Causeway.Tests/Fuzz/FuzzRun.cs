using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;

namespace Causeway.Tests.Fuzz;

/// <summary>Sends the requests and judges the answers.</summary>
internal sealed class FuzzRun(FuzzScene scene, FuzzSettings settings)
{
    /// <summary>Then something is wrong that is the same each time.</summary>
    private const int EnoughFaults = 200;

    private const int Tenths = 10;

    private readonly FuzzRequests requests = new(scene.Document, scene.World);
    private readonly ConcurrentDictionary<int, int> statuses = new();
    private readonly ConcurrentDictionary<string, int> operations = new();
    private readonly ConcurrentDictionary<string, string> faults = new();
    private int next;

    /// <summary>One example of each.</summary>
    public IReadOnlyCollection<string> Faults => [.. faults.Values];

    public IReadOnlyDictionary<int, int> Statuses => statuses;

    /// <summary>How many operations were answered at least once by what the route itself made of the request: not 401, 403, 404, 405.</summary>
    public int Reached => operations.Count;

    /// <summary>At the start, after each tenth of the way, and so at the end: with nothing under way.</summary>
    public List<FuzzMemory> Memory { get; } = [];

    public int Operations => requests.Count;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Memory.Add(await scene.MemoryAsync(cancellationToken));
        for (var tenth = 1; tenth <= Tenths; tenth++)
        {
            var end = (int)((long)settings.Requests * tenth / Tenths);
            await Task.WhenAll(Enumerable.Range(0, settings.Workers).Select(_ => WorkAsync(end, cancellationToken)));
            Memory.Add(await scene.MemoryAsync(cancellationToken));
        }
    }

    private async Task WorkAsync(int end, CancellationToken cancellationToken)
    {
        while (Next(end) is { } number && faults.Count < EnoughFaults)
            await TryAsync(number, cancellationToken);
    }

    private int? Next(int end)
    {
        lock (requests)
            return next < end ? next++ : null;
    }

    private async Task TryAsync(int number, CancellationToken cancellationToken)
    {
        // Of the seed and the number alone, whoever gets it.
        var random = new Random(HashCode(number));
        var (operation, request) = requests.Next(number, random);
        // Whose sign-in ends is nobody from then on.
        var caller = FuzzRequests.EndsSignIn(operation) ? scene.Callers[^1] : random.Pick(scene.Callers);
        request.Headers.TryAddWithoutValidation(caller.Header, caller.Credential);
        request.RequestUri = new Uri(scene.Http.BaseAddress!.ToString().TrimEnd('/') + request.RequestUri!.OriginalString["http://fuzz".Length..], new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using (request)
        {
            if (await FaultAsync(operation, request, cancellationToken) is { } fault)
                faults.TryAdd($"{operation.Id} {fault[..Math.Min(fault.Length, 12)]}", $"{number} {operation.Id} by {caller.Name}: {fault}\n    {request.Method} {Cut(request.RequestUri!.OriginalString)} {await BodyAsync(request)}\n    {Headers(request)}");
        }
    }

    private int HashCode(int number) => unchecked((settings.Seed * 486_187_739) + (number * 16_777_619));

    private async Task<string?> FaultAsync(FuzzOperation operation, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(settings.Deadline);
        try
        {
            using var answer = await scene.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            statuses.AddOrUpdate((int)answer.StatusCode, 1, (_, count) => count + 1);
            if (answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed))
                operations.AddOrUpdate(operation.Id, 1, (_, count) => count + 1);
            // That does not end.
            if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream")
                return null;
            var body = await answer.Content.ReadAsStringAsync(limit.Token);
            return AnswerCheck.Fault(request, answer, body) is { } fault ? $"{fault}: {Cut(body)}{Log((int)answer.StatusCode)}" : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            // A body that is too large may be cut off before it is sent whole.
            return request.Content?.Headers.ContentLength > 1024 * 1024 ? null : $"got no answer: {exception.Message}";
        }
    }

    /// <summary>What the server had to say about its own fault.</summary>
    private string Log(int status) => status < 500 ? "" : $"\n    {string.Join("\n    ", scene.LastLines(40))}";

    private static async Task<string> BodyAsync(HttpRequestMessage request)
    {
        var text = request.Content is null ? "" : Encoding.UTF8.GetString(await request.Content.ReadAsByteArrayAsync());
        return string.Create(CultureInfo.InvariantCulture, $"[{request.Content?.Headers.ContentType}] {Cut(text)}");
    }

    private static string Cut(string text) => text[..Math.Min(text.Length, 300)];

    private static string Headers(HttpRequestMessage request) =>
        string.Join("; ", request.Headers.NonValidated.Where(header => header.Key is not ("Authorization" or "X-ODOO-API-KEY")).Select(header => $"{header.Key}: {header.Value}"));
}
