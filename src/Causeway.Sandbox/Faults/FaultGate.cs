using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Faults;

/// <summary>Every call passes here: it is counted, and the faults that are set for it strike.</summary>
internal sealed class FaultGate(CallCounts counts, FaultPlan plan, TimeProvider time)
{
    public async Task<Reply> PassAsync(HttpContext http, RpcCall call, Func<Task<Reply>> work, CancellationToken cancellationToken)
    {
        counts.Add(call);
        var faults = plan.For(call);
        foreach (var fault in faults)
        {
            await PauseAsync(fault, cancellationToken);
        }

        if (faults.FirstOrDefault(fault => fault.Kind is not (FaultKind.Latency or FaultKind.Hold)) is not { } struck)
        {
            return await work();
        }

        return struck.Kind switch
        {
            FaultKind.Status => Refused(struck),
            FaultKind.Drop => throw new ConnectionDropped(0, await AfterAsync(struck, work)),
            FaultKind.Truncate => throw new ConnectionDropped(struck.Bytes, await work()),
            _ => throw new OdooError(struck.Error, struck.Message, ErrorKind.Unexpected),
        };
    }

    private Task PauseAsync(Fault fault, CancellationToken cancellationToken) => fault.Kind switch
    {
        FaultKind.Latency => Task.Delay(TimeSpan.FromMilliseconds(fault.Milliseconds), time, cancellationToken),
        FaultKind.Hold => plan.ClearedAsync(fault).WaitAsync(cancellationToken),
        _ => Task.CompletedTask,
    };

    /// <summary>A dropped connection says nothing about the effect: it may have been committed before.</summary>
    private static async Task<Reply?> AfterAsync(Fault fault, Func<Task<Reply>> work) => fault.IsAfterCommit ? await work() : null;

    private static Reply Refused(Fault fault) => Reply.Html(fault.Status, "Sandbox fault", "A fault set by the control endpoint.") with
    {
        Headers = fault.RetryAfter is { } seconds ? [("Retry-After", $"{seconds}")] : [],
    };
}

/// <summary>The connection breaks after this many bytes of the answer.</summary>
internal sealed class ConnectionDropped(int bytes, Reply? reply) : Exception("connection dropped by a fault")
{
    public int Bytes => bytes;

    public Reply? Reply => reply;
}
