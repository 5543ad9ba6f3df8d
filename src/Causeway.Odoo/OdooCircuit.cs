namespace Causeway.Odoo;

/// <summary>
/// What stands around every call of a client: it may refuse one before it is made, and sees how each ended. Retries
/// happen inside; a failure that it sees is a call's last word.
/// </summary>
public abstract class OdooCircuit
{
    /// <summary>Makes the call, or throws an <see cref="OdooException"/> in place of it.</summary>
    /// <param name="call">The call, with its retries.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public abstract Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken);
}
