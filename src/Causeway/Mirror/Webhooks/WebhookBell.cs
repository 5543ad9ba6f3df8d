using System.Threading.Channels;

namespace Causeway.Mirror.Webhooks;

/// <summary>Wakes this process's worker; however often it is rung before the worker looks, it wakes once.</summary>
internal sealed class WebhookBell
{
    private readonly Channel<bool> rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => rung.Writer.TryWrite(true);

    public IAsyncEnumerable<bool> RingsAsync(CancellationToken cancellationToken) => rung.Reader.ReadAllAsync(cancellationToken);
}
