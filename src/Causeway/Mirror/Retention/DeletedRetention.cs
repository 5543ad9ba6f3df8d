using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Mirror.Records.Storing;
using Causeway.Platform.Settings;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Retention;

/// <summary>Takes away what Odoo deleted more than <c>DELETED_RETENTION_DAYS</c> ago. One that comes back after that is new.</summary>
internal sealed partial class DeletedRetention(NpgsqlDataSource database, MirrorSchema schema, CausewaySettings settings, TimeProvider time, ILogger<DeletedRetention> logger)
{
    /// <summary>Short transactions: a page that brings one of them back waits for none.</summary>
    private const int Together = 5_000;

    /// <summary>Answers how many rows went.</summary>
    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        var gone = 0L;
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        foreach (var model in await schema.ModelsAsync(cancellationToken))
            gone += await ForgetAsync(db, model, cancellationToken);
        await db.ExecuteAsync(new CommandDefinition(
            "delete from causeway.purged where at < @before",
            new { before = time.GetUtcNow() - RecordErasure.Remembered },
            cancellationToken: cancellationToken));
        if (gone > 0)
            Log.Forgotten(logger, gone);
        return gone;
    }

    private async Task<long> ForgetAsync(NpgsqlConnection db, MirrorModel model, CancellationToken cancellationToken)
    {
        var rows = $"""
            t.ctid = any(array(
              select o.ctid from {model.Table} o
              where o.state = 'deleted' and o.state_since < @before
              limit @Together
              for update skip locked))
            """;
        var before = time.GetUtcNow() - TimeSpan.FromDays(settings.DeletedRetentionDays);
        var (gone, some) = (0L, (long)Together);
        for (; some == Together; gone += some)
            some = await RecordErasure.RunAsync(db, model, rows, new { before, model = model.Name, Together }, cancellationToken);
        return gone;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3220, Level = LogLevel.Information, Message = "{Count} records that Odoo deleted are no longer kept")]
        public static partial void Forgotten(ILogger logger, long count);
    }
}
