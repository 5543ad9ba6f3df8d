namespace Causeway.Platform.Http.Idempotency;

/// <summary>Says whether a caller may still see records that a stored answer shows, among them those of its own folder.</summary>
internal interface IReplayGuard
{
    /// <summary>False where one of these, by model, is not to be shown to the caller of this request.</summary>
    Task<bool> AllowsAsync(HttpContext context, IReadOnlyDictionary<string, List<string>> shown);
}

/// <summary>All of them: what was visible when it was answered need not be so when it is answered again.</summary>
internal sealed class ReplayGuards(IEnumerable<IReplayGuard> guards)
{
    public async Task<bool> AllowAsync(HttpContext context, StoredAnswer answer)
    {
        foreach (var guard in guards)
        {
            if (!await guard.AllowsAsync(context, answer.Shown))
                return false;
        }

        return true;
    }
}
