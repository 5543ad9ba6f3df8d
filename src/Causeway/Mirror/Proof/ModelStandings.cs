using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Proof;

/// <summary>How well one model of a connection is known to be Odoo's.</summary>
internal sealed record ModelStanding
{
    public required string Model { get; init; }

    public required string Entity { get; init; }

    /// <summary><c>backfill</c>, <c>live</c>, or <c>absent</c> where the instance has no such model.</summary>
    public required string Phase { get; init; }

    /// <summary>How long ago the mirror knew all that Odoo had; null before the first full read.</summary>
    public double? LagSeconds { get; init; }

    public DateTimeOffset? LastProof { get; init; }

    public double ProofSeconds { get; init; }

    /// <summary>Records that the last proof found to differ, and saw to.</summary>
    public long Found { get; init; }

    /// <summary>Days whose histograms differ though their records do not.</summary>
    public long UnexplainedDays { get; init; }

    /// <summary>How much of the present round of the scrub is done, from 0 to 1.</summary>
    public double ScrubProgress { get; init; }

    public DateTimeOffset? ScrubBeganAt { get; init; }

    /// <summary>When the last round ended: by then every record had been read whole.</summary>
    public DateTimeOffset? ScrubbedAt { get; init; }

    /// <summary>What reads of whole records changed without a moved write_date, since the mirror began.</summary>
    public long SilentRepairs { get; init; }

    /// <summary>Records whose removal waits for an administrator.</summary>
    public long Held { get; init; }

    /// <summary><c>write_date</c>, or <c>list</c> where Odoo stores none: changes are then seen by the scrub alone.</summary>
    public required string LivesBy { get; init; }
}

/// <summary>Looks them up.</summary>
internal sealed class ModelStandings(NpgsqlDataSource database, TimeProvider time)
{
    public async Task<IReadOnlyList<ModelStanding>> ListAsync(OdooConnection connection, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var standings = new List<ModelStanding>();
        foreach (var model in ConnectionModels.Of(connection))
        {
            if (await FindAsync(db, connection.Id, model, cancellationToken) is { } standing)
                standings.Add(standing);
        }

        return standings;
    }

    private Task<ModelStanding?> FindAsync(NpgsqlConnection db, int connectionId, MirrorModel model, CancellationToken cancellationToken) => db.QuerySingleOrDefaultAsync<ModelStanding>(new CommandDefinition(
        $"""
        select s.model, @entity as entity, s.phase,
               greatest(0, extract(epoch from @now - s.as_of))::float8 as lag_seconds,
               s.proved_at as last_proof, s.proof_seconds, s.proof_found as found,
               jsonb_array_length(s.unexplained) as unexplained_days,
               case when s.scrub_position = 0 then 0 else
                 (select count(*) filter (where r.id <= s.scrub_position)::float8 / greatest(1, count(*))
                  from {model.Table} r where r.connection_id = s.connection_id)
               end as scrub_progress,
               s.scrub_began_at, s.scrubbed_at, s.silent_repairs,
               coalesce((select cardinality(h.ids) from causeway.hold h
                         where h.connection_id = s.connection_id and h.model = s.model and h.status in ('waiting', 'rejected')), 0)::bigint as held,
               case when s.lives_by_list then 'list' else 'write_date' end as lives_by
        from causeway.sync_stream s
        where s.connection_id = @connectionId and s.model = @name
        """,
        new { connectionId, name = model.Name, entity = model.Entity, now = time.GetUtcNow() },
        cancellationToken: cancellationToken));
}
