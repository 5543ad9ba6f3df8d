using System.Diagnostics;
using System.Net.Http.Headers;

namespace Causeway.Bench.Backfill;

/// <summary>One request that asked Odoo for records of a model.</summary>
internal sealed record TapedRequest(Uri Url, AuthenticationHeaderValue? Authorization, string? Database, byte[] Body, long At);

/// <summary>
/// Notes the requests that go by, so that a bare loop can send the same: equal fields, equal pages, equal transport.
/// </summary>
internal sealed class RequestTape(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly List<TapedRequest> requests = [];

    public IReadOnlyList<TapedRequest> Requests => requests;

    public void Clear() => requests.Clear();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var database = request.Headers.TryGetValues("X-Odoo-Database", out var values) ? values.Single() : null;
        requests.Add(new TapedRequest(request.RequestUri!, request.Headers.Authorization, database, body, Stopwatch.GetTimestamp()));
        return await base.SendAsync(request, cancellationToken);
    }
}
