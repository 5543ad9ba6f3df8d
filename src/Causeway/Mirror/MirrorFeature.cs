using Causeway.Mirror.Catalog;
using Causeway.Mirror.Changes;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Accounts;
using Causeway.Mirror.Connections.Hosts;
using Causeway.Mirror.Connections.Management;
using Causeway.Mirror.Proof;
using Causeway.Mirror.Records;
using Causeway.Mirror.Records.Any;
using Causeway.Mirror.Retention;
using Causeway.Mirror.Sync;
using Causeway.Mirror.Sync.Background;
using Causeway.Mirror.Sync.Unreadable;
using Causeway.Mirror.Webhooks;
using Causeway.Mirror.Writes;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Idempotency;
using Npgsql;
using Quartz;

namespace Causeway.Mirror;

/// <summary>The mirror: what keeps it, and what reads from it.</summary>
internal static class MirrorFeature
{
    public static IServiceCollection AddMirror(this IServiceCollection services, NpgsqlDataSource database)
    {
        services.AddSingleton<MirrorSchema>();
        services.AddHostedService<MirrorStart>();
        services.AddSingleton<ConnectionStore>();
        services.AddSingleton<OdooNetwork>();
        services.AddSingleton<ConnectionStates>();
        services.AddSingleton<OdooClients>();
        services.AddSingleton<KeyExpiry>();
        services.AddSingleton<ConnectionTest>();
        services.AddSingleton<OdooAccounts>();
        services.AddSingleton<ConnectionRemoval>();
        services.AddSingleton<ConnectionDeletion>();
        services.AddSingleton<ConnectionConfigure>();
        services.AddSingleton<OwnCredentialTable>();
        services.AddSingleton<SharedInstance>();
        services.AddSingleton<ModelPlans>();
        services.AddSingleton<Viewers>();
        services.AddSingleton<RecordAnswers>();
        services.AddSingleton<NamedRecords>();
        services.AddSingleton<MoneyRates>();
        services.AddSingleton<MirroredModels>();
        services.AddSingleton<RecordPurge>();
        services.AddSingleton<ChangeQuery>();
        services.AddSingleton<ChangeRecords>();
        services.AddSingleton<FeedRetention>();
        services.AddSingleton<DeletedRetention>();
        services.AddSingleton<LogRetention>();
        services.AddSingleton<ChangeStream>();
        services.AddSingleton<ChangeSignal>();
        services.AddHostedService(provider => provider.GetRequiredService<ChangeSignal>());
        services.AddSingleton<ReadBack>();
        services.AddSingleton<WritingAccounts>();
        services.AddSingleton<RecordOwners>();
        services.AddSingleton<CreateOnce>();
        services.AddSingleton<OdooWriter>();
        services.AddSingleton<IReplayGuard, RecordReplays>();
        services.AddSingleton<RecordWrites>();
        services.AddSingleton<ManyWrites>();
        services.AddSingleton<SeenVersions>();
        services.AddSingleton<IExceptionTranslator, OdooProblems>();
        services.AddProof();
        services.AddSync(database);
        services.AddWebhooks();
        return services;
    }

    private static void AddSync(this IServiceCollection services, NpgsqlDataSource database)
    {
        services.AddSingleton<SyncRuns>();
        services.AddSingleton<RunLocks>();
        services.AddSingleton<ReferredNames>();
        services.AddSingleton<KnownWords>();
        services.AddSingleton<ModelReads>();
        services.AddSingleton<DepartedUsers>();
        services.AddSingleton<ConnectionSync>();
        services.AddSingleton<RunQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<RunQueue>());
        services.AddHostedService<RunWatch>();
        services.AddSingleton<SyncRequests>();
        services.AddSingleton<SyncEvents>();
        services.AddSingleton<SyncHealthCheck>();
        services.AddSingleton<BackgroundSync>();
        services.AddSingleton<QuarantineQueries>();
        services.AddSingleton<QuarantineRetry>();
        services.AddQuartz(quartz =>
        {
            quartz.UsePersistentStore(store =>
            {
                // The data source itself: its ConnectionString has lost the password.
                store.UsePostgres(source => source.DataSourceFactory = _ => database);
                store.UseSystemTextJsonSerializer();
                store.UseClustering(cluster =>
                {
                    cluster.CheckinInterval = TimeSpan.FromSeconds(5);
                    cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(5);
                });
                store.ProvisionSchema();
            });
        });
        services.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
        services.AddHostedService<RetentionSchedule>();
        services.AddSingleton<SyncSchedule>();
        services.AddHostedService(provider => provider.GetRequiredService<SyncSchedule>());
    }
}
