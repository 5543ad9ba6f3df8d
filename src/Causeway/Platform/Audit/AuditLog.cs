using System.Diagnostics;
using System.Text.Json;
using Causeway.Platform.Access;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Platform.Audit;

/// <summary>Puts on record who did what, from where, when.</summary>
internal sealed class AuditLog(NpgsqlDataSource database, IHttpContextAccessor requests, TimeProvider clock)
{
    private const string Nothing = "nothing";
    private static readonly AuditActor Nobody = new(null, "nobody");
    private static readonly AuditActor Ourselves = new(null, "causeway");

    /// <summary>Not cancelled with the request: what was done is on record even when nobody waits for the answer.</summary>
    public async Task AppendAsync(AuditEntry entry)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await AppendAsync(connection, entry, CancellationToken.None);
    }

    /// <summary>In the transaction of what it tells of, so that there is neither one without the other.</summary>
    public Task AppendAsync(NpgsqlConnection connection, AuditEntry entry, CancellationToken cancellationToken)
    {
        var http = requests.HttpContext;
        var caller = http?.Features.Get<Caller>();
        var client = http is null ? null : Client.Of(http);
        var actor = entry.Actor ?? (http is null ? Ourselves : Of(caller));
        return connection.ExecuteAsync(new CommandDefinition(
            """
            insert into causeway.audit (
              at, action, outcome, actor, actor_id, via, api_token_id, address, user_agent,
              connection, target_type, target_ids, detail, trace_id)
            values (
              @at, @Action, @outcome, @actor, @actorId, @via, @apiTokenId, @address, @userAgent,
              @ConnectionId, @TargetType, @targetIds, @detail::jsonb, @traceId)
            """,
            new
            {
                at = clock.GetUtcNow(),
                entry.Action,
                outcome = entry.Outcome.Word(),
                actor = actor.Name,
                actorId = actor.Id,
                via = http is null ? "system" : Via(caller),
                apiTokenId = caller?.ApiTokenId,
                address = client?.Address,
                userAgent = client?.UserAgent,
                entry.ConnectionId,
                entry.TargetType,
                targetIds = entry.TargetIds.ToArray(),
                detail = JsonSerializer.Serialize(entry.Detail, ApiJson.Options),
                traceId = http is null ? null : Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier,
            },
            cancellationToken: cancellationToken));
    }

    private static AuditActor Of(Caller? caller) => caller switch
    {
        null => Nobody,
        { IsAdminKey: true } => new(null, caller.AuditName),
        _ => new(caller.UserId, caller.AuditName),
    };

    private static string Via(Caller? caller) => caller switch
    {
        null => Nothing,
        { IsAdminKey: true } => "admin_key",
        { ApiTokenId: not null } => "api_token",
        { ByCookie: true } => "cookie",
        _ => "token",
    };
}
