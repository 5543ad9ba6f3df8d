using System.Text.Json;
using Causeway.Mirror.Records;
using Causeway.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Causeway.Features.GraphQlApi.Operations;

/// <summary>What the writers of REST answer, as a mutation answers it.</summary>
internal sealed class MutationOutcome(ExceptionProblems problems)
{
    /// <summary>Runs a write. What is expected to go wrong is its answer; the unexpected stays an exception.</summary>
    public async Task<SyncResponse> OfAsync(string done, Func<Task<IResult>> write)
    {
        try
        {
            return Of(done, await write());
        }
        catch (Exception exception) when (problems.Known(exception) is { } problem)
        {
            return SyncResponse.Failed(problem);
        }
    }

    private static SyncResponse Of(string done, IResult result)
    {
        switch (result)
        {
            case Problem problem:
                return SyncResponse.Failed(problem);
            case JsonAnswer answer:
                using (answer)
                    return Written(done, JsonElement.Parse(answer.Body.Span).GetProperty("id").GetInt64());
            case Created { Location: { } location }:
                return Written(done, long.Parse(location, System.Globalization.CultureInfo.InvariantCulture));
            case TaggedJson { Location: { } location }:
                return new SyncResponse(Success: true, done) { LocalId = location[(location.LastIndexOf('/') + 1)..] };
            default:
                return new SyncResponse(Success: true, done);
        }
    }

    private static SyncResponse Written(string done, long id) => new(Success: true, done) { OdooId = id, LocalId = $"{id}" };
}
