using System.Runtime.ExceptionServices;
using Causeway.Odoo;

namespace Causeway.Mirror.Sync.Unreadable;

/// <summary>
/// A page that Odoo answers with an error is halved until what it cannot read is alone (design 5.5). The rest is stored.
/// </summary>
internal sealed class PieceByPiece(ModelReader reader, Quarantine quarantine, BrokenFields broken, ModelProgress progress)
{
    /// <summary>Reads records; by halves where they cannot be read together.</summary>
    public async Task ReadAsync(long[] ids, CancellationToken cancellationToken)
    {
        try
        {
            progress.Add(ids.Length, await reader.ReadAsync(ids, cancellationToken));
        }
        catch (OdooException fault) when (PageFault.IsOne(fault))
        {
            await HalveAsync(ids, fault, cancellationToken);
        }
    }

    /// <summary>Reads the halves of what failed as a whole.</summary>
    public async Task HalveAsync(long[] ids, OdooException fault, CancellationToken cancellationToken)
    {
        if (fault.Kind == OdooErrorKind.UnknownField && !await reader.HasAllFieldsAsync(cancellationToken))
            ExceptionDispatchInfo.Throw(fault);
        if (ids.Length == 1)
        {
            await JudgeAsync(ids[0], fault, cancellationToken);
            return;
        }

        var half = ids.Length / 2;
        if (half > 0)
            await ReadAsync(ids[..half], cancellationToken);
        await ReadAsync(ids[half..], cancellationToken);
    }

    /// <summary>One that was set aside before: read, gone meanwhile, or as it was.</summary>
    public async Task TryAgainAsync(long id, CancellationToken cancellationToken)
    {
        try
        {
            progress.Add(1, await reader.ReadAsync([id], cancellationToken));
            await quarantine.ReleaseAsync(id, cancellationToken);
        }
        catch (OdooException fault) when (PageFault.IsOne(fault))
        {
            await SetAsideAsync(id, fault, cancellationToken);
        }
    }

    /// <summary>A field that fails for every record is left out; else the record is hidden or set aside.</summary>
    private async Task JudgeAsync(long id, OdooException fault, CancellationToken cancellationToken)
    {
        if (await broken.FindAsync(id, fault, cancellationToken) is { } field)
        {
            reader.LeaveOut(field);
            progress.Say($"{reader.Model}: Odoo cannot read the field {field} of any record ({fault.OdooMessage}). Its last values stay.");
            await ReadAsync([id], cancellationToken);
            return;
        }

        await SetAsideAsync(id, fault, cancellationToken);
    }

    private async Task SetAsideAsync(long id, OdooException fault, CancellationToken cancellationToken)
    {
        if (fault.Kind == OdooErrorKind.NoAccess)
        {
            await reader.HideAsync(id, cancellationToken);
            await quarantine.ReleaseAsync(id, cancellationToken);
        }
        else
        {
            await quarantine.AddAsync(id, fault, cancellationToken);
        }

        progress.Add(1, default);
    }
}
