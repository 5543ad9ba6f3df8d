using Causeway.Mirror.Connections.Hosts;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Connections.Hosts;

/// <summary>The way to one Odoo host: how many at once, how many a minute, who first, and less when it is slow.</summary>
public sealed class HostGateTests : IDisposable
{
    private readonly TestClock clock = new();
    private readonly HostGate gate;

    public HostGateTests() => gate = new HostGate(ceiling: 2, perMinute: 60, clock);

    [Fact]
    public async Task No_more_calls_are_in_flight_than_the_ceiling()
    {
        var first = await EnterAsync();
        await EnterAsync();
        var third = EnterAsync();

        third.IsCompleted.ShouldBeFalse();
        gate.Leave(first, overloaded: false);
        await third;
        gate.InFlight.ShouldBe(2);
    }

    [Fact]
    public async Task The_most_urgent_goes_first_and_of_the_same_who_came_first()
    {
        long[] inFlight = [await EnterAsync(), await EnterAsync()];
        var order = new List<string>();
        var calls = new[]
        {
            AddAsync("backfill", CallPriority.Backfill), AddAsync("scrub", CallPriority.Scrub), AddAsync("incremental", CallPriority.Incremental),
            AddAsync("incremental again", CallPriority.Incremental), AddAsync("proof", CallPriority.Proof), AddAsync("person", CallPriority.People),
        };

        gate.Leave(inFlight[0], overloaded: false);
        await Task.WhenAll(calls);

        order.ShouldBe(["person", "incremental", "incremental again", "proof", "scrub", "backfill"]);

        async Task AddAsync(string name, CallPriority priority)
        {
            var turn = await gate.EnterAsync(priority, default);
            order.Add(name);
            gate.Leave(turn, overloaded: false);
        }
    }

    [Fact]
    public async Task A_minute_has_so_many_calls_and_a_person_never_waits_for_the_next_one()
    {
        for (var call = 0; call < 60; call++)
            await PassAsync(TimeSpan.Zero);
        var late = EnterAsync(CallPriority.Incremental);

        late.IsCompleted.ShouldBeFalse();
        gate.Leave(await EnterAsync(CallPriority.People), overloaded: false);
        late.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(2));
        await late;
    }

    [Fact]
    public async Task A_slow_answer_takes_half_of_it_away_and_fast_ones_give_it_back_slowly()
    {
        await PassAsync(TimeSpan.FromSeconds(4));
        gate.Limit.ShouldBe(1);

        for (var call = 0; call < 7; call++)
            await PassAsync(TimeSpan.FromSeconds(0.2));
        gate.Limit.ShouldBe(1);

        await PassAsync(TimeSpan.FromSeconds(0.2));
        gate.Limit.ShouldBe(2);
    }

    [Fact]
    public async Task A_server_that_says_it_is_overloaded_is_believed_however_quickly_it_says_so()
    {
        gate.Leave(await EnterAsync(), overloaded: true);

        gate.Limit.ShouldBe(1);
    }

    [Fact]
    public async Task One_slow_moment_counts_once_for_all_that_was_in_flight()
    {
        var wide = new HostGate(ceiling: 8, perMinute: 600, clock);
        var calls = new List<long>();
        for (var call = 0; call < 8; call++)
            calls.Add(await wide.EnterAsync(CallPriority.Backfill, default));
        clock.Advance(TimeSpan.FromSeconds(5));

        calls.ForEach(call => wide.Leave(call, overloaded: false));

        wide.Limit.ShouldBe(4);
        wide.Dispose();
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_no_turn()
    {
        var first = await EnterAsync();
        await EnterAsync();
        using var impatient = new CancellationTokenSource();
        var gone = gate.EnterAsync(CallPriority.People, impatient.Token);
        var next = EnterAsync(CallPriority.Backfill);

        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(gone);
        gate.Leave(first, overloaded: false);

        await next;
        gate.InFlight.ShouldBe(2);
    }

    public void Dispose() => gate.Dispose();

    private Task<long> EnterAsync(CallPriority priority = CallPriority.Incremental) => gate.EnterAsync(priority, TestContext.Current.CancellationToken);

    private async Task PassAsync(TimeSpan took)
    {
        var turn = await EnterAsync();
        clock.Advance(took);
        gate.Leave(turn, overloaded: false);
    }
}
