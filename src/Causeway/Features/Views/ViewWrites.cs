using System.Text.Json;
using Causeway.Platform.Access;
using Causeway.Platform.Http;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace Causeway.Features.Views;

/// <summary>Makes, changes and deletes one view: seen, allowed, not stale, valid, its name free.</summary>
internal sealed class ViewWrites(NpgsqlDataSource database, ViewTable views, ViewResources resources)
{
    public async Task<SavedView> CreateAsync(Caller caller, int connectionId, JsonElement body, CancellationToken cancellationToken)
    {
        var values = new ViewBody(resources, present: null).Read(body);
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var id = await NamedAsync(() => views.AddAsync(db, caller.UserId, connectionId, values, cancellationToken), values.Name);
        return (await views.FindAsync(db, caller, connectionId, id, forUpdate: false, cancellationToken))!;
    }

    public async Task<SavedView> UpdateAsync(HttpContext http, Caller caller, int connectionId, Guid id, JsonElement body, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        var present = await PresentAsync(http, db, caller, connectionId, id, cancellationToken);
        var values = new ViewBody(resources, present).Read(body);
        await NamedAsync(async () =>
        {
            await views.UpdateAsync(db, id, values, cancellationToken);
            return id;
        }, values.Name);
        // An administrator who takes back somebody's sharing does not see that view any more: they get it this once.
        var changed = await views.FindAsync(db, caller with { UserId = present.Owner.Id }, connectionId, id, forUpdate: false, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return changed!;
    }

    public async Task DeleteAsync(HttpContext http, Caller caller, int connectionId, Guid id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        await PresentAsync(http, db, caller, connectionId, id, cancellationToken);
        await ViewTable.DeleteAsync(db, id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>By its owner or an administrator, and not over a change that they have not seen.</summary>
    private async Task<SavedView> PresentAsync(HttpContext http, NpgsqlConnection db, Caller caller, int connectionId, Guid id, CancellationToken cancellationToken)
    {
        var present = await views.FindAsync(db, caller, connectionId, id, forUpdate: true, cancellationToken)
            ?? throw new ProblemException(Problems.NotFound($"There is no view {id}."));
        if (present.Owner.Id != caller.UserId && !caller.MayAdminister)
            throw new ProblemException(Problems.Forbidden("Only its owner or an administrator may change a shared view."));
        var conditions = http.Request.GetTypedHeaders().IfMatch;
        var etag = ViewJson.ETag(present, connectionId);
        var own = new EntityTagHeaderValue(etag);
        if (conditions.Count > 0 && !conditions.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(own, useStrongComparison: true)))
            throw new ProblemException(Problems.Stale(present, etag));
        return present;
    }

    private static async Task<Guid> NamedAsync(Func<Task<Guid>> write, string name)
    {
        try
        {
            return await write();
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new ProblemException(Problems.Conflict($"Its owner has a view called \"{name}\" already."));
        }
    }
}
