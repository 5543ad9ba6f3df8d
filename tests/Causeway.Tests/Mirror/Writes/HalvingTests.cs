using Causeway.Mirror.Writes;
using Causeway.Odoo;
using Causeway.Platform.Http;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Writes;

/// <summary>One bad record does not sink the rest, and costs few calls.</summary>
public sealed class HalvingTests
{
    private readonly List<IReadOnlyList<long>> calls = [];

    [Fact]
    public async Task What_Odoo_takes_goes_in_pieces_of_250()
    {
        var outcomes = await RunAsync(600, _ => null);

        calls.Sum(call => call.Count).ShouldBe(600);
        calls.Count.ShouldBe(3);
        outcomes.Values.ShouldAllBe(result => result.Outcome == WriteOutcome.Updated && result.Error == null);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(125)]
    [InlineData(200)]
    public async Task The_one_that_Odoo_refuses_is_found_in_the_steps_of_a_halving(long bad)
    {
        var outcomes = await RunAsync(200, ids => ids.Contains(bad) ? Refusal("Not this one.") : null);

        outcomes[bad].ShouldBe(new WrittenRecord(bad, WriteOutcome.Refused, "Not this one."));
        outcomes.Values.Count(result => result.Outcome == WriteOutcome.Updated).ShouldBe(199);
        calls.Count.ShouldBeLessThanOrEqualTo(17);
        calls.ShouldBeUnique();
    }

    [Fact]
    public async Task Of_many_bad_ones_each_is_refused_alone_and_every_other_taken()
    {
        var outcomes = await RunAsync(1_000, ids => ids.Any(id => id % 7 == 0) ? Refusal("Sevens are not taken.") : null);

        outcomes.Values.Where(result => result.Outcome == WriteOutcome.Refused).Select(result => result.Id).Order().ShouldBe(Enumerable.Range(1, 142).Select(n => 7L * n));
        outcomes.Values.Count(result => result.Outcome == WriteOutcome.Updated).ShouldBe(858);
    }

    [Fact]
    public async Task A_row_of_bad_ones_at_the_start_does_not_hide_the_good_ones_behind_it()
    {
        var outcomes = await RunAsync(1_000, ids => ids.Any(id => id <= 200) ? Refusal("The first are not taken.") : null);

        outcomes.Values.Count(result => result.Outcome == WriteOutcome.Updated).ShouldBe(800);
        outcomes.Values.Count(result => result.Outcome == WriteOutcome.Refused).ShouldBe(200);
    }

    [Fact]
    public async Task Values_that_Odoo_takes_for_none_are_not_tried_a_thousand_times()
    {
        var outcomes = await RunAsync(1_000, _ => Refusal("There is no such stage."));

        calls.Count.ShouldBe(100);
        var left = outcomes.Values.Where(result => result.Outcome == WriteOutcome.NotTried).ToList();
        left.Count.ShouldBeGreaterThan(900);
        left.ShouldAllBe(result => result.Error == "Not tried, since Odoo took none and refused 100 times: There is no such stage.");
        outcomes.Values.Where(result => result.Outcome == WriteOutcome.Refused).ShouldNotBeEmpty();
        outcomes.Count.ShouldBe(1_000);
    }

    [Fact]
    public async Task A_record_that_somebody_else_is_writing_to_is_a_conflict()
    {
        var outcomes = await RunAsync(8, ids => ids.Contains(3) ? new OdooException(OdooErrorKind.ConcurrentUpdate, "could not serialize access") : null);

        outcomes[3].Outcome.ShouldBe(WriteOutcome.Conflict);
        outcomes.Values.Count(result => result.Outcome == WriteOutcome.Updated).ShouldBe(7);
    }

    [Fact]
    public async Task An_Odoo_that_is_away_from_the_start_is_thrown_on() =>
        (await Should.ThrowAsync<OdooException>(() => RunAsync(8, _ => new OdooException(OdooErrorKind.Unreachable, "Nobody there.")))).Kind.ShouldBe(OdooErrorKind.Unreachable);

    [Fact]
    public async Task An_Odoo_that_goes_away_on_the_way_leaves_the_rest_untried()
    {
        var outcomes = await RunAsync(1_000, _ => calls.Count > 2 ? new OdooException(OdooErrorKind.TimedOut, "No answer in time.") : null);

        Count(outcomes).ShouldBe((500, 250, 250));
        calls.Count.ShouldBe(3);
        outcomes.Values.First(result => result.Outcome == WriteOutcome.NotTried).Error.ShouldBe("Not tried, since Odoo failed before: No answer in time.");
    }

    [Fact]
    public async Task Credentials_that_are_refused_on_the_way_leave_the_rest_untried()
    {
        var outcomes = await RunAsync(500, _ => calls.Count > 1 ? new ProblemException(Problems.Forbidden("They have expired.")) : null);

        Count(outcomes).ShouldBe((250, 250, 0));
    }

    private static (int Updated, int Failed, int NotTried) Count(IReadOnlyDictionary<long, WrittenRecord> outcomes) => (
        outcomes.Values.Count(result => result.Outcome == WriteOutcome.Updated),
        outcomes.Values.Count(result => result.Outcome == WriteOutcome.Failed),
        outcomes.Values.Count(result => result.Outcome == WriteOutcome.NotTried));

    private Task<IReadOnlyDictionary<long, WrittenRecord>> RunAsync(int count, Func<IReadOnlyList<long>, Exception?> answer) => new Halving(ids =>
    {
        calls.Add(ids);
        return answer(ids) is { } fault ? Task.FromException(fault) : Task.CompletedTask;
    }).RunAsync(Enumerable.Range(1, count).Select(id => (long)id));

    private static OdooException Refusal(string words) => new(OdooErrorKind.Refused, words);
}
