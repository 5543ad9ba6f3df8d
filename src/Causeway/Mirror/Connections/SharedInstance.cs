using Causeway.Mirror.Proof;
using Causeway.Odoo;
using Causeway.Platform.Http;

namespace Causeway.Mirror.Connections;

/// <summary>
/// Which shared connection somebody's credentials are for. Two addresses may lead to one server (its name inside and
/// outside), and one database may have a copy elsewhere, with the same name, uuid and users; so both are asked.
/// </summary>
internal sealed class SharedInstance(ConnectionStore connections, OdooClients clients, DatabaseIdentity identities)
{
    /// <summary>Case of the host, default port and the slash at the end say nothing.</summary>
    public static string AddressOf(Uri url) => url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');

    /// <summary>Null where they are for another instance.</summary>
    /// <exception cref="OdooException">What they name does not take them, or one of the two cannot be asked.</exception>
    public async Task<OdooConnection?> FindAsync(OdooOptions options, CancellationToken cancellationToken)
    {
        var candidates = (await connections.SharedAsync(cancellationToken)).Where(shared => shared.Database == options.Database).ToArray();
        if (candidates.FirstOrDefault(shared => AddressOf(new Uri(shared.Url)) == AddressOf(options.Url)) is { } spelled)
            return spelled;
        if (candidates.Length == 0)
            return null;
        using var there = new InstanceMarks(clients.Create(options, isPersonal: true));
        await there.SignInAsync(cancellationToken);
        foreach (var shared in candidates)
        {
            if (await IsOneAsync(there, shared, options, cancellationToken))
                return shared;
        }

        return null;
    }

    /// <summary>
    /// What is asked first needs no secret: only a server that knows the same person and database is shown it. What is
    /// asked last moves with every day's work, and has parted in a copy.
    /// </summary>
    private async Task<bool> IsOneAsync(InstanceMarks there, OdooConnection shared, OdooOptions options, CancellationToken cancellationToken)
    {
        if (!await KnowsAsync(shared, there, cancellationToken))
            return false;
        using var here = new InstanceMarks(clients.Create(options with { Url = new Uri(shared.Url) }));
        try
        {
            await here.SignInAsync(cancellationToken);
        }
        catch (OdooException refused) when (refused.Kind == OdooErrorKind.BadCredentials)
        {
            return false;
        }

        // Asked again where they differ: somebody may be at work between the two questions.
        return here.Uid == there.Uid && (await AgreeAsync(there, here, cancellationToken) || await AgreeAsync(there, here, cancellationToken));
    }

    private async Task<bool> KnowsAsync(OdooConnection shared, InstanceMarks there, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(await there.UuidAsync(cancellationToken), out var uuid)
            && Guid.TryParse((await identities.FindAsync(shared.Id, cancellationToken)).Identity, out var known) && known != uuid)
        {
            return false;
        }

        return await there.PersonAsync(cancellationToken) == await PersonAsync(shared, there.Uid, cancellationToken);
    }

    /// <summary>The person as the connection's own account sees them.</summary>
    private async Task<string?> PersonAsync(OdooConnection shared, long uid, CancellationToken cancellationToken)
    {
        try
        {
            return await InstanceMarks.PersonAsync(clients.For(shared), uid, cancellationToken);
        }
        catch (OdooException)
        {
            throw new ProblemException(Problems.Of(503, "Service Unavailable", "The shared Odoo cannot be asked just now whether this is another address of it.") with { RetryAfter = TimeSpan.FromSeconds(30) });
        }
    }

    private static async Task<bool> AgreeAsync(InstanceMarks there, InstanceMarks here, CancellationToken cancellationToken) =>
        (await there.LatestAsync(cancellationToken)).SequenceEqual(await here.LatestAsync(cancellationToken));
}
