using Causeway.Platform.Access.Throttle;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Access;

public sealed class KeyedGateTests
{
    [Fact]
    public async Task One_key_is_entered_one_after_another()
    {
        var gate = new KeyedGate(1);
        var first = await gate.EnterAsync("ada", default);

        var second = gate.EnterAsync("ada", default);

        second.IsCompleted.ShouldBeFalse();
        first.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public async Task Another_key_does_not_wait()
    {
        var gate = new KeyedGate(1);
        using var ada = await gate.EnterAsync("ada", default);

        gate.EnterAsync("grace", default).IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_way_free()
    {
        var gate = new KeyedGate(1);
        var first = await gate.EnterAsync("ada", default);
        using var patience = new CancellationTokenSource();
        var second = gate.EnterAsync("ada", patience.Token);

        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(second);
        first.Dispose();
        first.Dispose();
        gate.EnterAsync("ada", default).IsCompletedSuccessfully.ShouldBeTrue();
    }
}
