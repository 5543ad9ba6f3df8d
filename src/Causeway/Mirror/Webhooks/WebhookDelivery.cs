namespace Causeway.Mirror.Webhooks;

/// <summary>One call on its way into the inbox; <see cref="Hint"/> is null where it was turned away, and is counted only.</summary>
internal sealed record WebhookDelivery(WebhookDoor Door, WebhookHint? Hint, DateTimeOffset At)
{
    private readonly TaskCompletionSource stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once it is durable.</summary>
    public Task Stored => stored.Task;

    public void Done() => stored.TrySetResult();

    public void Failed(Exception exception) => stored.TrySetException(exception);
}
