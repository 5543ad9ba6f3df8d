using System.Numerics;
using System.Text.Json;
using Causeway.Mirror.Catalog;
using Causeway.Odoo;
using NpgsqlTypes;

namespace Causeway.Mirror.Records.Storing;

/// <summary>Turns a value as the client gives it into one that a column holds.</summary>
internal static class ColumnValue
{
    public static NpgsqlDbType DbType(MirrorType type) => type switch
    {
        MirrorType.Text => NpgsqlDbType.Text,
        MirrorType.Integer or MirrorType.Reference => NpgsqlDbType.Bigint,
        MirrorType.Number => NpgsqlDbType.Numeric,
        MirrorType.Boolean => NpgsqlDbType.Boolean,
        MirrorType.Date => NpgsqlDbType.Date,
        MirrorType.Instant => NpgsqlDbType.TimestampTz,
        MirrorType.References => NpgsqlDbType.Array | NpgsqlDbType.Bigint,
        _ => NpgsqlDbType.Jsonb,
    };

    /// <summary>
    /// The value for a column of <paramref name="type"/>; null for what has no counterpart there, as where a customer has
    /// retyped a standard field.
    /// </summary>
    public static object? Of(MirrorType type, object? value) => (type, value) switch
    {
        // One team or none (Odoo 18 and before) and a set of teams (19) are one column.
        (MirrorType.References, null) => Array.Empty<long>(),
        (_, null) => null,
        (MirrorType.Reference, OdooReference reference) => reference.Id,
        (MirrorType.References, long[] ids) => Sorted(ids),
        (MirrorType.References, OdooReference reference) => new[] { reference.Id },
        (MirrorType.Text, string text) => text,
        (MirrorType.Integer or MirrorType.Reference, long number) => number,
        (MirrorType.Number, decimal or BigInteger) => value,
        (MirrorType.Number, long number) => (decimal)number,
        (MirrorType.Boolean, bool flag) => flag,
        (MirrorType.Date, DateOnly day) => day,
        (MirrorType.Date, DateTime instant) => DateOnly.FromDateTime(instant),
        (MirrorType.Instant, DateTime instant) => instant,
        (MirrorType.Json, JsonElement json) => json.GetRawText(),
        (MirrorType.Properties, JsonElement listed) => PropertyValues.Of(listed),
        _ => null,
    };

    /// <summary>An x2many is a set: in which order Odoo lists it says nothing, and must not look like a change.</summary>
    private static long[] Sorted(long[] ids)
    {
        var sorted = ids.AsSpan().ToArray();
        Array.Sort(sorted);
        return sorted;
    }
}
