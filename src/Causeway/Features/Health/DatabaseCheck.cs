using Causeway.Platform.Database;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Causeway.Features.Health;

/// <summary>
/// The database answers and has our schema. Nothing about any Odoo: one customer's dead Odoo takes no replica out.
/// </summary>
internal sealed class DatabaseCheck(MigrationRunner migrations) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await migrations.IsCompleteAsync(cancellationToken)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The database misses migrations of this version.");
        }
        catch (NpgsqlException failure)
        {
            return HealthCheckResult.Unhealthy($"The database does not answer: {failure.Message}");
        }
    }
}
