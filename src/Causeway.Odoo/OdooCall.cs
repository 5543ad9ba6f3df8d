namespace Causeway.Odoo;

/// <summary>A call of any public method of any model.</summary>
/// <param name="Model">The model, such as "crm.lead".</param>
/// <param name="Method">The method, such as "action_set_lost".</param>
public sealed record OdooCall(string Model, string Method)
{
    private static readonly Dictionary<string, object?> None = [];

    /// <summary>The records of a record method; null for a method of the model.</summary>
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>
    /// The arguments by name. A null argument is sent as None, a null inside of one as Odoo's <c>false</c>.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Arguments { get; init; } = None;

    /// <summary>
    /// Those of <see cref="Arguments"/> that XML-RPC and JSON-RPC send by position, in this order,
    /// because their names differ between versions (the domain of <c>search</c> is <c>args</c> up to 16).
    /// </summary>
    public IReadOnlyList<string> Positional { get; init; } = [];

    /// <summary>The context of the call.</summary>
    public OdooContext? Context { get; init; }

    /// <summary>True when a second execution does no harm, so that the call may be retried.</summary>
    public bool SafeToRepeat { get; init; }
}
