namespace Causeway.Odoo.Wire;

/// <summary>
/// Odoo passes U+FFFE and U+FFFF on into XML, where they may not stand: one of them in a name makes a whole page
/// unreadable. Here they become U+FFFD, the replacement character, which has as many bytes of UTF-8.
/// </summary>
internal sealed class NoncharacterFilter(Stream inner) : ReadOnlyStream
{
    private const byte First = 0xEF;
    private const byte Second = 0xBF;
    private const byte ReplacementThird = 0xBD;

    // How much of the sequence EF BF the last read ended with.
    private int _matched;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        Replace(buffer.Span[..read]);
        return read;
    }

    private void Replace(Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (_matched == 0)
            {
                var next = bytes[i..].IndexOf(First);
                if (next < 0)
                    return;
                i += next;
            }
            if (_matched == 2 && (bytes[i] is 0xBE or 0xBF))
                bytes[i] = ReplacementThird;
            _matched = (_matched, bytes[i]) switch
            {
                (1, Second) => 2,
                (_, First) => 1,
                _ => 0,
            };
        }
    }
}
