using Causeway.Mirror.Connections.Management;
using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Document;

namespace Causeway.Mirror.Sync.Unreadable;

/// <summary>A record that Odoo cannot read.</summary>
internal sealed record QuarantinedRecord
{
    public required long Id { get; init; }

    public required string Model { get; init; }

    public required long RecordId { get; init; }

    public required string ErrorKind { get; init; }

    /// <summary>Odoo's own words.</summary>
    public required string Message { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset LastTriedAt { get; init; }

    public required int Tries { get; init; }

    /// <summary>The record in Odoo's own pages.</summary>
    public string? OdooUrl { get; init; }
}

internal sealed record QuarantineAnswer(IReadOnlyList<QuarantinedRecord> Quarantine, Pagination Pagination);

/// <summary>What a try came to: released, or why not.</summary>
internal sealed record QuarantineRetried(bool Released, QuarantinedRecord? Record);

/// <summary><c>/integrations/quarantine</c>: what could not be read, and another try.</summary>
internal static class QuarantineEndpoints
{
    private static readonly QuerySpec Filters = [new("model", QueryType.Text, "Only records of this model.")];

    public static void MapQuarantine(this IEndpointRouteBuilder api)
    {
        var routes = api.MapGroup("/integrations/quarantine").RequireSignedIn().WithTags("Integrations");
        routes.MapGet("", ListAsync)
            .WithList(Filters, [QuarantineQueries.Sort])
            .AnswersOwnList<QuarantinedRecord>("quarantine")
            .WithName("ListQuarantine")
            .WithSummary("Records that Odoo could not read")
            .WithDescription("Each with Odoo's own error. The mirror keeps their last state; they are tried again by themselves, ever more rarely.")
            .Produces<QuarantineAnswer>().Refuses(400, 401, 403);
        routes.MapPost("/{id:long}/retry", RetryAsync)
            .CallsOdoo()
            .WithName("RetryQuarantined")
            .WithSummary("Read a record in quarantine again, now")
            .Produces<QuarantineRetried>().Refuses(401, 403, 404, 503);
    }

    private static async Task<IResult> ListAsync(ManagedConnection on, QueryValues query, QuarantineQueries records, CancellationToken cancellationToken)
    {
        var page = ListRequest.From(query, on.Connection.Id, QuarantineQueries.Sort, defaultDescending: true);
        return TypedResults.Ok(await records.ListAsync(on.Connection, query.Text("model"), page, cancellationToken));
    }

    private static async Task<IResult> RetryAsync(long id, ManagedConnection on, QuarantineQueries records, QuarantineRetry retry, CancellationToken cancellationToken)
    {
        if (await records.FindAsync(on.Connection, id, cancellationToken) is not { } record)
            return Problems.NotFound($"There is no record {id} in quarantine on this connection.");
        await retry.RunAsync(on.Connection, record, cancellationToken);
        var left = await records.FindAsync(on.Connection, id, cancellationToken);
        return TypedResults.Ok(new QuarantineRetried(left is null, left));
    }
}
