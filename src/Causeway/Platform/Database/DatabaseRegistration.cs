using Causeway.Platform.Http;
using Npgsql;

namespace Causeway.Platform.Database;

internal static class DatabaseRegistration
{
    /// <summary>The data source is the caller's to dispose: it outlives the server, whose last act may be a write.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, NpgsqlDataSource database)
    {
        services.AddSingleton(database);
        services.AddSingleton<IExceptionTranslator, PostgresProblems>();
        services.AddSingleton(provider => new MigrationRunner(database, Migration.All, provider.GetRequiredService<ILogger<MigrationRunner>>()));
        return services;
    }
}
