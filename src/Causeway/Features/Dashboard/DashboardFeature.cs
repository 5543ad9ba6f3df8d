using Causeway.Mirror.Records;
using Causeway.Platform.Access;

namespace Causeway.Features.Dashboard;

internal static class DashboardFeature
{
    public static IServiceCollection AddDashboard(this IServiceCollection services) => services.AddSingleton<Dashboard>();

    public static void MapDashboard(this IEndpointRouteBuilder api) => api.MapGet("/sales/dashboard/real", ReadAsync)
        .RequireSignedIn()
        .WithTags("Sales")
        .WithAnswer(DashboardSchema.Answer)
        .WithName("GetSalesDashboard")
        .WithSummary("The figures of sales")
        .WithDescription("Over what you may see. Amounts are in the company's currency by Odoo's rates of today, and in each currency apart in by_currency. accounts are the twenty with the most open value, by name.");

    private static async Task<IResult> ReadAsync(Viewer viewer, Dashboard dashboard, CancellationToken cancellationToken) =>
        await dashboard.ReadAsync(viewer, cancellationToken);
}
