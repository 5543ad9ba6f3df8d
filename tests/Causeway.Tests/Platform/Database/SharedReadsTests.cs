using Causeway.Platform.Database;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Database;

public sealed class SharedReadsTests
{
    private readonly SharedReads<int> _reads = new();
    private readonly List<TaskCompletionSource<int>> _begun = [];

    [Fact]
    public async Task Those_who_come_while_one_is_read_share_the_next_which_begins_after_they_came()
    {
        var first = Ask("board");
        await BegunAsync(1);
        var (second, third) = (Ask("board"), Ask("board"));
        _begun.Count.ShouldBe(1);

        _begun[0].SetResult(10);
        await BegunAsync(2);
        _begun[1].SetResult(20);

        (await first).ShouldBe(10);
        (await second).ShouldBe(20);
        (await third).ShouldBe(20);
        _begun.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Another_question_waits_for_nobody()
    {
        var board = Ask("board");
        var other = Ask("board of another team");
        await BegunAsync(2);

        _begun[1].SetResult(2);
        _begun[0].SetResult(1);

        new[] { await board, await other }.Order().ShouldBe([1, 2]);
    }

    [Fact]
    public async Task One_that_fails_fails_those_who_waited_for_it_and_nobody_after_them()
    {
        var first = Ask("board");
        await BegunAsync(1);
        var second = Ask("board");
        _begun[0].SetException(new TimeoutException());
        await Should.ThrowAsync<TimeoutException>(first);

        await BegunAsync(2);
        _begun[1].SetResult(20);

        (await second).ShouldBe(20);
    }

    [Fact]
    public async Task Who_leaves_takes_nothing_from_the_others()
    {
        using var leaving = new CancellationTokenSource();
        var first = Ask("board", leaving.Token);
        await BegunAsync(1);
        var (leaver, stayer) = (Ask("board", leaving.Token), Ask("board"));

        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        await Should.ThrowAsync<OperationCanceledException>(leaver);
        _begun[0].SetResult(10);
        await BegunAsync(2);
        _begun[1].SetResult(20);

        (await stayer).ShouldBe(20);
    }

    private Task<int> Ask(string key, CancellationToken cancellationToken = default) => _reads.ReadAsync(key, Begin, cancellationToken);

    private Task<int> Begin()
    {
        var reading = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_begun)
        {
            _begun.Add(reading);
            Monitor.PulseAll(_begun);
        }

        return reading.Task;
    }

    private Task BegunAsync(int count) => Task.Run(() =>
    {
        lock (_begun)
        {
            while (_begun.Count < count)
                Monitor.Wait(_begun, TimeSpan.FromSeconds(30)).ShouldBeTrue("no further read began");
        }
    });
}
