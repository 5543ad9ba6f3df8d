using Causeway.Mirror.Records;
using Causeway.Platform.Http;

namespace Causeway.Features.Opportunities;

/// <summary>A board as several may be given it.</summary>
internal sealed record ReadBoard(ReadOnlyMemory<byte> Body, string ETag, Snapshot Snapshot);

/// <summary>A board with a reader's own place in the feed.</summary>
internal sealed class BoardAnswer(ReadBoard board, Viewer viewer) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        board.Snapshot.Show(httpContext.Response, viewer);
        return new TaggedJson(board.Body, board.ETag, board.Snapshot.AsOf).ExecuteAsync(httpContext);
    }
}
