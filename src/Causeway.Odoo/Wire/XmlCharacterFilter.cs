using System.Buffers;

namespace Causeway.Odoo.Wire;

/// <summary>
/// Odoo passes characters on into XML that may not stand there, and one of them in a name makes a whole page
/// unreadable: control characters on 14 (16 and later drop them), U+FFFE and U+FFFF on every version. Here the former
/// are dropped, and the latter become U+FFFD, the replacement character, which has as many bytes of UTF-8.
/// </summary>
internal sealed class XmlCharacterFilter(Stream inner) : ReadOnlyStream
{
    private const byte First = 0xEF;
    private const byte Second = 0xBF;
    private const byte ReplacementThird = 0xBD;

    private static readonly SearchValues<byte> Suspicious = SearchValues.Create([First, .. Enumerable.Range(0, 32).Select(i => (byte)i).Where(IsControl)]);

    // How much of the sequence EF BF came last.
    private int _matched;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read, kept;
        do
        {
            read = await inner.ReadAsync(buffer, cancellationToken);
            kept = Clean(buffer.Span[..read]);
        }
        // Nothing is the end, but only where nothing came.
        while (kept == 0 && read > 0);
        return kept;
    }

    private int Clean(Span<byte> bytes)
    {
        var from = _matched > 0 ? 0 : bytes.IndexOfAny(Suspicious);
        if (from < 0)
            return bytes.Length;
        var kept = from;
        foreach (var next in bytes[from..])
        {
            if (IsControl(next))
                continue;
            bytes[kept++] = _matched == 2 && (next is 0xBE or 0xBF) ? ReplacementThird : next;
            _matched = (_matched, next) switch
            {
                (1, Second) => 2,
                (_, First) => 1,
                _ => 0,
            };
        }
        return kept;
    }

    private static bool IsControl(byte value) => value is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r');
}
