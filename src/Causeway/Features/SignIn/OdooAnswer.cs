namespace Causeway.Features.SignIn;

/// <summary>What the shared Odoo said about a secret that it accepts.</summary>
/// <param name="Person">Whose it is; null when they are no internal user, or there is no Odoo to ask.</param>
internal sealed record OdooAnswer(OdooPerson? Person)
{
    public bool IsConnected { get; private init; } = true;

    public static OdooAnswer NotInternal { get; } = new((OdooPerson?)null);

    public static OdooAnswer NotConnected { get; } = new((OdooPerson?)null) { IsConnected = false };
}
