namespace Causeway.Odoo.Values;

/// <summary>What must hold for a record to be handed out, whatever the transport.</summary>
internal static class OdooRecords
{
    /// <summary>A field that is silently missing would look like an empty one, and empty the mirror of its values.</summary>
    public static OdooRecord Complete(long? id, OdooFieldSet fields, object?[] values, int seen)
    {
        if (id is not { } known)
            throw NoId();
        if (seen < values.Length)
            throw new OdooException(OdooErrorKind.Malformed, $"Odoo answered for record {known} without all of the fields that were asked for.");
        return new OdooRecord(known, fields, values);
    }

    public static OdooException NoId() => new(OdooErrorKind.Malformed, "Odoo answered with a record that has no integer id.");
}
