namespace Causeway.Features.SqlAccess;

internal static class SqlAccessFeature
{
    /// <summary>After the mirror, whose tables the views are made of.</summary>
    public static IServiceCollection AddSqlAccess(this IServiceCollection services)
    {
        services.AddSingleton<SqlViews>();
        services.AddSingleton<SqlReaders>();
        services.AddHostedService<SqlViewsStart>();
        return services;
    }
}

/// <summary>Makes the views when the server starts.</summary>
internal sealed class SqlViewsStart(SqlViews views) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => views.EnsureAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
