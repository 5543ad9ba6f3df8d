using Causeway.Mirror.Changes;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Changes;

/// <summary>What the followers of a connection share.</summary>
public sealed class FeedTurnTests
{
    private static readonly FeedPage Page = new([], Position: 7, HasMore: false, Floor: 0);

    [Fact]
    public async Task Who_reads_from_the_same_position_in_the_same_turn_reads_once()
    {
        var (turn, reads) = (new FeedTurn(), 0);

        var pages = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => turn.PageAsync(5, ReadAsync))));

        reads.ShouldBe(1);
        pages.ShouldAllBe(page => page == Page);
        await turn.PageAsync(6, ReadAsync);
        reads.ShouldBe(2);

        async Task<FeedPage> ReadAsync()
        {
            Interlocked.Increment(ref reads);
            await Task.Yield();
            return Page;
        }
    }

    [Fact]
    public async Task Who_reads_from_ever_other_positions_fills_no_memory()
    {
        var (turn, reads) = (new FeedTurn(), 0);

        for (var since = 0; since < 1_000; since++)
            await turn.PageAsync(since, ReadAsync);

        reads.ShouldBe(1_000);
        await turn.PageAsync(0, ReadAsync);
        reads.ShouldBe(1_000);
        await turn.PageAsync(999, ReadAsync);
        reads.ShouldBe(1_001);

        Task<FeedPage> ReadAsync()
        {
            reads++;
            return Task.FromResult(Page);
        }
    }

    [Fact]
    public async Task A_page_that_could_not_be_read_is_read_again()
    {
        var turn = new FeedTurn();
        await Should.ThrowAsync<TimeoutException>(() => turn.PageAsync(5, () => Task.FromException<FeedPage>(new TimeoutException())));

        (await turn.PageAsync(5, () => Task.FromResult(Page))).ShouldBe(Page);
    }
}
