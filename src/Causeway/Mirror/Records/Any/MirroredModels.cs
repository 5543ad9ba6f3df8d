using Causeway.Mirror.Catalog;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Records.Any;

/// <summary>One mirrored model: how many of its records the caller sees, and how fresh it is.</summary>
internal sealed record MirroredModel
{
    public required string Model { get; init; }

    public required string Entity { get; init; }

    public required long Count { get; init; }

    /// <summary>When it was last known complete; null before its first full read.</summary>
    public DateTimeOffset? LastSync { get; init; }

    /// <summary><c>backfill</c>, <c>live</c>, or <c>absent</c> where the instance has no such model.</summary>
    public required string Phase { get; init; }

    /// <summary>Declared fields that this instance lacks: null in every record.</summary>
    public required IReadOnlyList<string> MissingFields { get; init; }
}

internal sealed record MirroredModelsAnswer(IReadOnlyList<MirroredModel> Records, Pagination Pagination);

/// <summary>What is mirrored of the request's connection, as far as the caller may read it here.</summary>
internal sealed class MirroredModels(NpgsqlDataSource database)
{
    /// <summary>A model without a salesperson is for administrators, unless one has opened it to members.</summary>
    public static IEnumerable<MirrorModel> For(Viewer viewer) =>
        ConnectionModels.Of(viewer.Connection).Where(model => viewer.SeesEverybody || model.SalespersonField is not null || model.OpenToMembers);

    /// <summary>What is not mirrored, and what the viewer may not see, are one and the same to them.</summary>
    public static MirrorModel Find(Viewer viewer, string name) =>
        For(viewer).FirstOrDefault(model => model.Name == name)
        ?? throw new ProblemException(Problems.NotFound($"There is no mirrored model {name}."));

    public async Task<MirroredModelsAnswer> ListAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var streams = (await db.QueryAsync<Stream>(new CommandDefinition(
            "select model, phase, as_of, missing_fields from causeway.sync_stream where connection_id = @id",
            new { viewer.Connection.Id },
            cancellationToken: cancellationToken))).ToDictionary(stream => stream.Model);
        var models = new List<MirroredModel>();
        foreach (var model in For(viewer))
            models.Add(Of(model, await CountAsync(db, viewer, model, cancellationToken), streams.GetValueOrDefault(model.Name)));
        return new MirroredModelsAnswer(models, new Pagination { Page = 1, PerPage = models.Count, Total = models.Count, HasNext = false, HasPrev = false, NextCursor = null });
    }

    private static MirroredModel Of(MirrorModel model, long count, Stream? stream) => new()
    {
        Model = model.Name,
        Entity = model.Entity,
        Count = count,
        LastSync = stream?.AsOf,
        Phase = stream?.Phase ?? "backfill",
        MissingFields = stream?.MissingFields ?? [],
    };

    private static async Task<long> CountAsync(NpgsqlConnection db, Viewer viewer, MirrorModel model, CancellationToken cancellationToken)
    {
        var query = new RecordQuery(new RecordShape(model, "Record", AnyRecord.Collection, [], []), viewer, []);
        await using var command = query.Count().ToCommand(db);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private sealed record Stream
    {
        public required string Model { get; init; }

        public required string Phase { get; init; }

        public DateTimeOffset? AsOf { get; init; }

        public string[] MissingFields { get; init; } = [];
    }
}
