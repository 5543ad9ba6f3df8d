using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Management;
using Causeway.Mirror.Sync;
using Causeway.Mirror.Sync.Background;
using Causeway.Odoo;
using Causeway.Platform.Access;
using Causeway.Platform.Http;

namespace Causeway.Features.Profile;

/// <summary>A user's private connection to an Odoo of their own: the same as by <c>POST /connections</c>, and found again here.</summary>
internal sealed class PrivateInstance(ConnectionStore connections, ConnectionConfigure configure, OdooClients clients, SyncSchedule schedule, SyncRequests sync)
{
    /// <exception cref="OdooException">Odoo does not take them, or is not there.</exception>
    public async Task<OdooConnection> ConnectAsync(OdooOptions options, Caller caller, CancellationToken cancellationToken)
    {
        await SignInAsync(options, cancellationToken);
        var mine = await connections.OfAsync(caller.UserId, isAdmin: false, cancellationToken);
        var known = mine.FirstOrDefault(one => SharedInstance.AddressOf(new Uri(one.Url)) == SharedInstance.AddressOf(options.Url) && one.Database == options.Database);
        var choices = new ConnectionChoices { Name = known?.Name ?? options.Url.Host, OwnerId = caller.UserId };
        var (findings, saved) = await configure.RunAsync(options, known, choices, force: false, cancellationToken);
        if (saved is null)
            throw new ProblemException(Problems.Refused(findings.Message));
        await schedule.SetAsync(saved, SyncSchedule.Interval(saved), cancellationToken);
        await sync.RequestAsync(saved, caller.AuditName, full: false, entities: null, cancellationToken);
        return saved;
    }

    private async Task SignInAsync(OdooOptions options, CancellationToken cancellationToken)
    {
        using var odoo = clients.Create(options, isPersonal: true);
        OwnIdentity.RefuseAnother((await odoo.IdentifyAsync(cancellationToken)).Login, options.Username);
    }
}
