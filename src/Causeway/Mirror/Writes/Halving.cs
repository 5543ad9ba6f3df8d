using System.Globalization;
using Causeway.Odoo;
using Causeway.Platform.Http;

namespace Causeway.Mirror.Writes;

/// <summary>
/// Makes one change to many records in as few calls as Odoo lets it. A call is one transaction: what Odoo refuses is halved
/// until the record that it will not have is alone, so that one does not sink the rest.
/// </summary>
/// <param name="write">Makes the change to some of the records, all or none; throws what Odoo says.</param>
internal sealed class Halving(Func<IReadOnlyList<long>, Task> write)
{
    /// <summary>Giving 250 leads to somebody takes Odoo 6 s on a small machine, and a call has 2 minutes.</summary>
    private const int Piece = 250;

    /// <summary>Refusals without one record taken after which it is the values that Odoo will not have.</summary>
    private const int InVain = 100;

    private readonly Dictionary<long, WrittenRecord> outcomes = [];
    private readonly LinkedList<long[]> waiting = [];
    private int refusals;
    private bool anyTaken;
    private string? stop;

    /// <summary>
    /// What became of each. An Odoo that cannot be reached is thrown on as long as nothing is decided, and tells of the
    /// rest afterwards.
    /// </summary>
    public async Task<IReadOnlyDictionary<long, WrittenRecord>> RunAsync(IEnumerable<long> ids)
    {
        foreach (var piece in ids.Chunk(Piece))
            waiting.AddLast(piece);
        // From both ends in turn: small pieces at the front find who is to blame, large ones at the back whether anybody is not.
        for (var front = true; waiting.Count > 0; front = !front)
        {
            var piece = Take(front);
            if (stop is null)
                await TryAsync(piece, front);
            else
                Settle(piece, WriteOutcome.NotTried, stop);
        }

        return outcomes;
    }

    private long[] Take(bool front)
    {
        var node = front ? waiting.First! : waiting.Last!;
        waiting.Remove(node);
        return node.Value;
    }

    private async Task TryAsync(long[] piece, bool front)
    {
        try
        {
            await write(piece);
            Settle(piece, WriteOutcome.Updated, null);
            anyTaken = true;
        }
        catch (OdooException refusal) when (IsRefusal(refusal))
        {
            Refused(piece, refusal, front);
        }
        catch (Exception fault) when (outcomes.Count > 0 && fault is OdooException or ProblemException)
        {
            stop = $"Not tried, since Odoo failed before: {Words(fault)}";
            Settle(piece, WriteOutcome.Failed, Words(fault));
        }
    }

    private void Refused(long[] piece, OdooException refusal, bool front)
    {
        if (piece.Length == 1)
            Settle(piece, refusal.Kind == OdooErrorKind.ConcurrentUpdate ? WriteOutcome.Conflict : WriteOutcome.Refused, refusal.OdooMessage);
        else
            Split(piece, front);
        if (++refusals >= InVain && !anyTaken)
            stop = string.Create(CultureInfo.InvariantCulture, $"Not tried, since Odoo took none and refused {refusals} times: {refusal.OdooMessage}");
    }

    private void Split(long[] piece, bool front)
    {
        var (first, second) = (piece[..(piece.Length / 2)], piece[(piece.Length / 2)..]);
        if (front)
        {
            waiting.AddFirst(second);
            waiting.AddFirst(first);
        }
        else
        {
            waiting.AddLast(first);
            waiting.AddLast(second);
        }
    }

    private void Settle(long[] piece, WriteOutcome outcome, string? error)
    {
        foreach (var id in piece)
            outcomes[id] = new WrittenRecord(id, outcome, error);
    }

    /// <summary>Whether Odoo looked at the records and would not; nothing of the call is left then.</summary>
    public static bool IsRefusal(OdooException exception) => exception.Kind is
        OdooErrorKind.Refused or OdooErrorKind.NoAccess or OdooErrorKind.MissingRecord or OdooErrorKind.ConcurrentUpdate
        or OdooErrorKind.UnknownField or OdooErrorKind.UnknownModel or OdooErrorKind.BadCall;

    private static string Words(Exception fault) => fault is OdooException odoo ? odoo.OdooMessage : fault.Message;
}
