namespace Causeway.Tests.Fuzz;

/// <summary>Somebody who asks, and signs in anew when a request of theirs has signed them out.</summary>
internal sealed class FuzzCaller(string name, string header, Func<Task<string>> signIn)
{
    private readonly Lock gate = new();
    private Task<string>? credential;

    public string Name => name;

    public string Header => header;

    public Task<string> CredentialAsync()
    {
        lock (gate)
            return credential ??= signIn();
    }

    /// <param name="refused">The one that was refused: another request may have renewed it.</param>
    public async Task RenewAsync(string refused)
    {
        if (await CredentialAsync() != refused)
            return;
        lock (gate)
            credential = null;
    }
}
