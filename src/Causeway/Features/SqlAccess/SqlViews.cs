using Causeway.Platform.Database;
using Dapper;
using Npgsql;

namespace Causeway.Features.SqlAccess;

/// <summary>Makes the views that are not of one mirror table, whenever what they say has changed.</summary>
internal sealed partial class SqlViews(NpgsqlDataSource database, ILogger<SqlViews> logger)
{
    /// <summary>Any number that nobody else takes.</summary>
    private const long Lock = 0x0D00_51E3;

    /// <summary>In the order in which they are made: what others are made of comes first.</summary>
    public static readonly IReadOnlyList<SqlView> All =
    [
        SharedViews.Connection,
        SharedViews.Freshness,
        SharedViews.LeadHistory,
        RateView.View,
        OpportunityView.View,
        AccountView.View,
        ReceivableView.View,
        ServingView.View,
    ];

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        if (await ArePresentAsync(db, cancellationToken))
            return;
        try
        {
            await MakeAsync(db, cancellationToken);
        }
        catch (PostgresException failure) when (failure.SqlState is PostgresErrorCodes.DependentObjectsStillExist or PostgresErrorCodes.LockNotAvailable)
        {
            // Somebody's own view stands on ours, or a long query reads it: the server runs without the new ones.
            Log.Kept(logger, failure);
        }
    }

    private static async Task<bool> ArePresentAsync(NpgsqlConnection db, CancellationToken cancellationToken)
    {
        var comments = (await db.QueryAsync<string>(new CommandDefinition(
            "select obj_description(to_regclass(name), 'pg_class') from unnest(@names) name",
            new { names = All.Select(view => view.Name).ToArray() },
            cancellationToken: cancellationToken))).ToHashSet();
        return All.All(view => comments.Contains(view.Comment));
    }

    /// <summary>All of them, since some stand on others, in one transaction: a reader finds the old ones or the new.</summary>
    private static async Task MakeAsync(NpgsqlConnection db, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        string[] statements =
        [
            $"select pg_advisory_xact_lock({Lock})",
            "set local lock_timeout = '5s'",
            .. All.Reverse().Select(view => $"drop view if exists {view.Name}"),
            .. All.SelectMany(view => new[] { view.Create, $"comment on view {view.Name} is {Sql.Literal(view.Comment)}" }),
            "select causeway.open_to_readers()",
        ];
        await db.ExecuteAsync(new CommandDefinition(string.Join(";\n", statements), cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3230, Level = LogLevel.Warning, Message = "The SQL views stay as an earlier version made them: drop what depends on them, then run causeway migrate")]
        public static partial void Kept(ILogger logger, Exception failure);
    }
}
