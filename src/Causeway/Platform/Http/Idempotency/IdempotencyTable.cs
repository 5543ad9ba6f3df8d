using Dapper;
using Npgsql;

namespace Causeway.Platform.Http.Idempotency;

/// <summary>What became of a key that was sent.</summary>
internal abstract record KeyState
{
    /// <summary>The same key with another request.</summary>
    public sealed record Taken : KeyState;

    /// <summary>Another request carries it out.</summary>
    public sealed record Running : KeyState;

    /// <summary>Who carried it out is gone, it may have been done, and must not be done twice.</summary>
    public sealed record Lost : KeyState;
}

/// <summary>The request is ours to carry out.</summary>
/// <param name="Claim">By which nobody else can end it.</param>
/// <param name="FirstAt">When the key was first used.</param>
/// <param name="IsRetry">Whether somebody began before us.</param>
internal sealed record Begun(Guid Claim, DateTime FirstAt, bool IsRetry) : KeyState;

/// <summary>The first answer.</summary>
internal sealed record Answered(string Rights, StoredAnswer Answer) : KeyState;

/// <summary><c>causeway.idempotency_key</c>. Its times are PostgreSQL's own, since several processes go by them.</summary>
internal sealed class IdempotencyTable(NpgsqlDataSource database)
{
    /// <summary>How long a process that says nothing is taken to live.</summary>
    public const int LeaseSeconds = 20;

    private const string Forgotten = "created_at < now() - interval '24 hours'";

    public async Task<KeyState> BeginAsync(KeyedRequest request, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        // Between the two statements the row may be forgotten or given up.
        while (true)
        {
            var claim = Guid.CreateVersion7();
            if (await ClaimAsync(db, request, claim, cancellationToken) is { } begun)
                return new Begun(claim, begun.FirstAt, begun.IsRetry);
            if (await FindAsync(db, request, cancellationToken) is { } state)
                return state;
        }
    }

    private static Task<(DateTime FirstAt, bool IsRetry)?> ClaimAsync(NpgsqlConnection db, KeyedRequest request, Guid claim, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<(DateTime, bool)?>(new CommandDefinition(
            $"""
            insert into causeway.idempotency_key as k
              (key_hash, user_id, connection_id, method, path, request_hash, repeatable, rights, claim, lease_until)
            values (@KeyHash, @UserId, @ConnectionId, @Method, @Path, @RequestHash, @IsRepeatable, @Rights, @claim, now() + make_interval(secs => @LeaseSeconds))
            on conflict (key_hash) do update
            set request_hash = excluded.request_hash,
              repeatable = excluded.repeatable,
              rights = excluded.rights,
              claim = excluded.claim,
              lease_until = excluded.lease_until,
              created_at = case when k.{Forgotten} then now() else k.created_at end,
              status = null,
              headers = null,
              body = null,
              shown = null
            where k.{Forgotten}
              or (k.status is null and k.lease_until < now() and k.repeatable and k.request_hash = excluded.request_hash)
            returning created_at, created_at < now()
            """,
            new
            {
                request.KeyHash,
                request.UserId,
                request.ConnectionId,
                request.Method,
                request.Path,
                request.RequestHash,
                request.IsRepeatable,
                request.Rights,
                claim,
                LeaseSeconds,
            },
            cancellationToken: cancellationToken));

    private static async Task<KeyState?> FindAsync(NpgsqlConnection db, KeyedRequest request, CancellationToken cancellationToken)
    {
        var row = await db.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            """
            select request_hash, rights, lease_until > now() as is_running, status, headers, body, shown
            from causeway.idempotency_key
            where key_hash = @KeyHash
            """,
            new { request.KeyHash },
            cancellationToken: cancellationToken));
        return row switch
        {
            null => null,
            _ when !row.RequestHash.AsSpan().SequenceEqual(request.RequestHash) => new KeyState.Taken(),
            { Status: { } status } => new Answered(row.Rights, StoredAnswer.Read(status, row.Headers!, row.Body!, row.Shown!)),
            { IsRunning: true } => new KeyState.Running(),
            _ => new KeyState.Lost(),
        };
    }

    /// <summary>Keeps the answer, unless somebody else has taken the request over.</summary>
    public Task AnswerAsync(KeyedRequest request, Begun begun, StoredAnswer answer) => ExecuteAsync(
        """
        update causeway.idempotency_key
        set lease_until = null, status = @Status, headers = @HeaderJson::jsonb, body = @Body, shown = @ShownJson::jsonb
        where key_hash = @KeyHash and claim = @Claim
        """,
        new { request.KeyHash, begun.Claim, answer.Status, answer.HeaderJson, answer.Body, answer.ShownJson });

    /// <summary>Nothing was done: the key is as if it had never been used.</summary>
    public Task ForgetAsync(KeyedRequest request, Begun begun) => ExecuteAsync(
        "delete from causeway.idempotency_key where key_hash = @KeyHash and claim = @Claim", new { request.KeyHash, begun.Claim });

    /// <summary>It may have been done: whoever sends it again carries it out under the same name.</summary>
    public Task LeaveAsync(KeyedRequest request, Begun begun) => ExecuteAsync(
        "update causeway.idempotency_key set lease_until = '-infinity' where key_hash = @KeyHash and claim = @Claim", new { request.KeyHash, begun.Claim });

    public async Task ForbidRepeatAsync(KeyedRequest request, Begun begun, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await db.ExecuteAsync(new CommandDefinition(
            "update causeway.idempotency_key set repeatable = false where key_hash = @KeyHash and claim = @Claim",
            new { request.KeyHash, begun.Claim },
            cancellationToken: cancellationToken));
    }

    /// <summary>These are still being carried out here.</summary>
    public async Task RenewAsync(IReadOnlyCollection<Guid> claims, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await db.ExecuteAsync(new CommandDefinition(
            "update causeway.idempotency_key set lease_until = now() + make_interval(secs => @LeaseSeconds) where claim = any(@claims) and status is null",
            new { claims = claims.ToArray(), LeaseSeconds },
            cancellationToken: cancellationToken));
    }

    /// <summary>Answers how many went.</summary>
    public async Task<int> CleanAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        return await db.ExecuteAsync(new CommandDefinition($"delete from causeway.idempotency_key where {Forgotten}", cancellationToken: cancellationToken));
    }

    /// <summary>Not cancelled with the request: how it ended must be known even when nobody waits for the answer.</summary>
    private async Task ExecuteAsync(string sql, object parameters)
    {
        await using var db = await database.OpenConnectionAsync(CancellationToken.None);
        await db.ExecuteAsync(sql, parameters);
    }

    private sealed record Row
    {
        public byte[] RequestHash { get; init; } = [];

        public string Rights { get; init; } = "";

        public bool? IsRunning { get; init; }

        public short? Status { get; init; }

        public string? Headers { get; init; }

        public byte[]? Body { get; init; }

        public string? Shown { get; init; }
    }
}
