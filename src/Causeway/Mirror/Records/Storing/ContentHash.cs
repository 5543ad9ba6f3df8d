using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Causeway.Mirror.Records.Storing;

/// <summary>
/// Tells whether a row's content changed without comparing forty columns. <c>write_date</c> is not part of it, since Odoo
/// moves it without changing anything.
/// </summary>
internal sealed class ContentHash
{
    private readonly ArrayBufferWriter<byte> buffer = new(2048);

    /// <summary>Adds one column, in the order of the plan; equal values always add equal bytes.</summary>
    public void Add(object? value)
    {
        switch (value)
        {
            case null: Tag(0); break;
            case string text: Tag(1); AddText(text); break;
            case long number: Tag(2); AddLong(number); break;
            case bool flag: Tag(flag ? (byte)4 : (byte)3); break;
            case decimal number: Tag(5); AddDecimal(number); break;
            case DateTime instant: Tag(6); AddLong(instant.Ticks); break;
            case DateOnly day: Tag(7); AddLong(day.DayNumber); break;
            case long[] ids: Tag(8); AddIds(ids); break;
            case BigInteger number: Tag(9); AddText(number.ToString()); break;
            default: throw new ArgumentException($"A column never holds a {value.GetType()}.", nameof(value));
        }
    }

    /// <summary>The hash of what was added, and a clean start for the next row.</summary>
    public long Take()
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.WrittenSpan, digest);
        buffer.ResetWrittenCount();
        return BinaryPrimitives.ReadInt64LittleEndian(digest);
    }

    private void Tag(byte tag)
    {
        buffer.GetSpan(1)[0] = tag;
        buffer.Advance(1);
    }

    private void AddLong(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(8), number);
        buffer.Advance(8);
    }

    private void AddText(string text)
    {
        AddLong(text.Length);
        Encoding.UTF8.GetBytes(text, buffer);
    }

    /// <summary>1.0 and 1.00 are one number: JSON and XML write the same double differently.</summary>
    private void AddDecimal(decimal number)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number / 1.000000000000000000000000000000000m, bits);
        foreach (var part in bits)
            AddLong(part);
    }

    private void AddIds(long[] ids)
    {
        AddLong(ids.Length);
        foreach (var id in ids)
            AddLong(id);
    }
}
