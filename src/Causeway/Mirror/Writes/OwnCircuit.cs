using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Accounts;
using Causeway.Odoo;
using Causeway.Platform.Http;

namespace Causeway.Mirror.Writes;

/// <summary>
/// Stands around the calls with a person's own credentials. That Odoo cannot be reached is a matter of the connection, and
/// counts there; that it refuses the person is theirs alone. One call at a time, and none after a refusal: Odoo shuts out
/// an account that fails again and again.
/// </summary>
internal sealed class OwnCircuit(OwnCredential own, OwnCredentialTable credentials) : OdooCircuit, IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private Problem? refusal;

    /// <summary>The circuit of the connection whose Odoo this is.</summary>
    public required ConnectionCircuit Connection { get; set; }

    /// <summary>Whether Odoo has told this process whose the credentials are.</summary>
    public bool IsProved { get; set; }

    public override async Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (refusal is not null)
                throw new ProblemException(refusal);
            var (answer, refused) = await Connection.RunAsync(() => WithoutRefusalAsync(call), cancellationToken);
            return refused is null ? answer! : throw await RefuseAsync("They have expired, were revoked, or belong to a password that was changed.");
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Makes this call the last with these credentials; what is thrown says how to mend it.</summary>
    public async Task<ProblemException> RefuseAsync(string why)
    {
        refusal = OwnProblems.Refused(own.Account!.Username, why);
        await credentials.RefuseAsync(own, why);
        return new ProblemException(refusal);
    }

    public void Dispose() => turn.Dispose();

    /// <summary>The connection must not take a person's refusal for its own.</summary>
    private static async Task<(T? Answer, OdooException? Refused)> WithoutRefusalAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return (await call(), null);
        }
        catch (OdooException refused) when (refused.Kind == OdooErrorKind.BadCredentials)
        {
            return (default, refused);
        }
    }
}
