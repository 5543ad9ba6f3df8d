using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Accounts;
using Causeway.Odoo;
using Causeway.Platform.Access;

namespace Causeway.Features.Profile;

/// <summary>Tries credentials out, and saves nothing but that saved ones work again.</summary>
internal sealed class TestOdooCredentials(
    SavedCredentials credentials, CredentialAttempts attempts, SharedInstance instance, OwnCredentialTable own, ConnectionStates states, OdooClients clients)
{
    public async Task<IResult> RunAsync(OdooCredentialsRequest? request, Caller caller, Client client, CancellationToken cancellationToken)
    {
        var saved = await credentials.FindAsync(caller.UserId, cancellationToken);
        if (request is null && saved is null)
            return OdooCredentialEndpoints.None;
        var options = request is null ? credentials.Options(saved!) : await credentials.ReadAsync(request, saved, cancellationToken);
        return await attempts.RunAsync(options, client, async () =>
        {
            var answer = await TryAsync(options, cancellationToken);
            if (saved is not null && options == credentials.TryOptions(saved))
                await ForgiveAsync(saved, cancellationToken);
            return TypedResults.Ok(answer);
        }, cancellationToken);
    }

    private async Task<CredentialsTestedAnswer> TryAsync(OdooOptions options, CancellationToken cancellationToken)
    {
        var shared = await instance.FindAsync(options, cancellationToken);
        using var odoo = clients.Create(shared is null ? options : options with { Url = new Uri(shared.Url) }, isPersonal: shared is null);
        var identity = await odoo.IdentifyAsync(cancellationToken);
        OwnIdentity.RefuseAnother(identity.Login, options.Username);
        return new CredentialsTestedAnswer(
            identity.Uid,
            await CountAsync(odoo, "res.partner", OdooDomain.Where("is_company", "=", false), cancellationToken),
            await CountAsync(odoo, "product.product", OdooDomain.All, cancellationToken),
            SharedInstance.AddressOf(options.Url),
            options.Database);
    }

    private static async Task<long?> CountAsync(OdooClient odoo, string model, OdooDomain domain, CancellationToken cancellationToken)
    {
        try
        {
            return await odoo.SearchCountAsync(model, domain, new OdooContext(), cancellationToken);
        }
        catch (OdooException exception) when (exception.Kind is OdooErrorKind.NoAccess or OdooErrorKind.UnknownModel)
        {
            return null;
        }
    }

    private Task ForgiveAsync(Saved saved, CancellationToken cancellationToken) => saved.Own.Account is null
        ? states.ForgiveAsync(saved.Connection.Id, cancellationToken)
        : own.ForgiveAsync(saved.Own, cancellationToken);
}
