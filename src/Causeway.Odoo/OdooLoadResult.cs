namespace Causeway.Odoo;

/// <summary>What <c>load</c> did: all of it or nothing.</summary>
/// <param name="Ids">The ids of the records in the order of the rows; null when nothing was stored.</param>
/// <param name="Messages">What Odoo says about single rows.</param>
public sealed record OdooLoadResult(IReadOnlyList<long>? Ids, IReadOnlyList<OdooLoadMessage> Messages)
{
    /// <summary>True when another load of the same external id ran at the same time: the same load once more is the cure.</summary>
    public bool ConcurrentUpdate => Ids is null
        && Messages.Any(message => message.Text.Contains("could not serialize access", StringComparison.OrdinalIgnoreCase));
}

/// <summary>What Odoo says about one row of a <c>load</c>.</summary>
/// <param name="Type">"error" or "warning".</param>
/// <param name="Text">Odoo's words.</param>
/// <param name="Row">The index of the row, where Odoo tells it.</param>
/// <param name="Field">The field, where Odoo tells it.</param>
public sealed record OdooLoadMessage(string Type, string Text, long? Row, string? Field);
