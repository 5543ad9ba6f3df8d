using Causeway.Mirror.Catalog;
using Causeway.Mirror.Changes;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Records;
using Causeway.Mirror.Sync;
using Causeway.Mirror.Webhooks;
using Causeway.Mirror.Writes;
using Causeway.Odoo;
using Causeway.Platform.Http;
using Npgsql;
using Quartz;

namespace Causeway.Mirror;

/// <summary>The mirror: what keeps it, and what reads from it.</summary>
internal static class MirrorFeature
{
    public static IServiceCollection AddMirror(this IServiceCollection services, NpgsqlDataSource database)
    {
        services.AddHostedService<MirrorStart>();
        services.AddSingleton<ConnectionStore>();
        services.AddSingleton(_ => new HttpClient(new GuestHandler(OdooClient.CreateHandler())) { Timeout = Timeout.InfiniteTimeSpan });
        services.AddSingleton<OdooClients>();
        services.AddSingleton<ConnectionTest>();
        services.AddSingleton<ConnectionConfigure>();
        services.AddSingleton<ModelPlans>();
        services.AddSingleton<Viewers>();
        services.AddSingleton<RecordAnswers>();
        services.AddSingleton<ChangeQuery>();
        services.AddSingleton<ChangeStream>();
        services.AddSingleton<ChangeSignal>();
        services.AddHostedService(provider => provider.GetRequiredService<ChangeSignal>());
        services.AddSingleton<ReadBack>();
        services.AddSingleton<OdooWriter>();
        services.AddSingleton<RecordWrites>();
        services.AddSingleton<IExceptionTranslator, OdooProblems>();
        services.AddSync(database);
        services.AddWebhooks();
        return services;
    }

    private static void AddSync(this IServiceCollection services, NpgsqlDataSource database)
    {
        services.AddSingleton<SyncRuns>();
        services.AddSingleton<ConnectionSync>();
        services.AddSingleton<SyncRequests>();
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
        services.AddSingleton<SyncSchedule>();
        services.AddHostedService(provider => provider.GetRequiredService<SyncSchedule>());
    }
}
