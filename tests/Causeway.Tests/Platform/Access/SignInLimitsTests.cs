using Causeway.Platform.Access.Throttle;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Access;

public sealed class SignInLimitsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Four_failures_from_one_address_cost_no_wait() =>
        SignInLimits.Wait(new FailureCounts { PairCount = 4, PairOldest = Now, AddressCount = 4, AddressOldest = Now }, Now).ShouldBeLessThanOrEqualTo(TimeSpan.Zero);

    [Fact]
    public void The_fifth_waits_until_the_first_is_a_quarter_of_an_hour_old() =>
        SignInLimits.Wait(new FailureCounts { PairCount = 5, PairOldest = Now.AddMinutes(-10) }, Now).ShouldBe(TimeSpan.FromMinutes(5));

    [Fact]
    public void Fifty_failures_from_one_address_stop_it_whatever_the_names() =>
        SignInLimits.Wait(new FailureCounts { AddressCount = 50, AddressOldest = Now.AddMinutes(-14) }, Now).ShouldBe(TimeSpan.FromMinutes(1));

    [Theory]
    [InlineData(99, 0)]
    [InlineData(100, 1)]
    [InlineData(101, 2)]
    [InlineData(103, 8)]
    [InlineData(106, 60)]
    [InlineData(100_000, 60)]
    public void Failures_on_one_account_from_everywhere_delay_more_and_more(int failures, int seconds) =>
        Math.Max(0, SignInLimits.Wait(new FailureCounts { AccountCount = failures, AccountNewest = Now }, Now).TotalSeconds).ShouldBe(seconds);

    [Fact]
    public void Who_signed_in_from_here_before_is_not_delayed_by_strangers() =>
        SignInLimits.Wait(new FailureCounts { AccountCount = 500, AccountNewest = Now, AddressIsKnown = true }, Now).ShouldBeLessThanOrEqualTo(TimeSpan.Zero);
}
