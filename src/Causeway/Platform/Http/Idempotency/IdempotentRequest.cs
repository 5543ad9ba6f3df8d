using System.Security.Cryptography;

namespace Causeway.Platform.Http.Idempotency;

/// <summary>
/// The request that is being carried out under a key, for whoever writes and answers below: a feature of its
/// <see cref="HttpContext"/>.
/// </summary>
internal sealed class IdempotentRequest(KeyedRequest request, Begun begun, IdempotencyTable table)
{
    private readonly Dictionary<string, List<string>> shown = [];
    private int made;
    private bool isUnderWay;
    private bool isDone;

    /// <summary>Whether it was begun before, and nobody knows how that ended.</summary>
    public bool IsRetry => begun.IsRetry;

    public bool IsRepeatable { get; private set; } = request.IsRepeatable;

    /// <summary>Whether what was asked for may have been done, were nothing more to be heard of it: now, or by who began before.</summary>
    public bool MayBeDone => IsRetry || isUnderWay || isDone;

    /// <summary>The records that the answer shows.</summary>
    public IReadOnlyDictionary<string, List<string>> Shown => shown;

    /// <summary>
    /// A name for the next thing that this request makes: of user, connection, route and key, and of when they were first used,
    /// so that it is the same whenever the request is sent again, and another once the key is forgotten.
    /// </summary>
    public string NextName()
    {
        byte[] first = [.. request.KeyHash, .. BitConverter.GetBytes(begun.FirstAt.Ticks), .. BitConverter.GetBytes(made++)];
        return Convert.ToHexStringLower(SHA256.HashData(first).AsSpan(0, 16));
    }

    /// <summary>From here on something may have been done.</summary>
    public void Begin() => isUnderWay = true;

    /// <summary>It was.</summary>
    public void Finish() => isDone = true;

    /// <summary>It is known that what was begun was not done.</summary>
    public void Undo() => isUnderWay = false;

    /// <summary>It must not be carried out again if its answer is lost: on record before it is carried out at all.</summary>
    public async Task ForbidRepeatAsync(CancellationToken cancellationToken)
    {
        IsRepeatable = false;
        await table.ForbidRepeatAsync(request, begun, cancellationToken);
    }

    /// <summary>The answer shows this record: it is not given again to who may no longer see it.</summary>
    public void Show(string model, string id)
    {
        if (!shown.TryGetValue(model, out var ids))
            shown[model] = ids = [];
        ids.Add(id);
    }
}
