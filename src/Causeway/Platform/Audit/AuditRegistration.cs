namespace Causeway.Platform.Audit;

internal static class AuditRegistration
{
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<AuditLog>();
        services.AddHostedService<AuditRetention>();
        return services;
    }

    /// <summary>Behind what finds out who is asking: whatever leaves as a file is on record before its first byte.</summary>
    public static void UseExportAudit(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() => IsExport(context.Response) ? AppendExportAsync(context) : Task.CompletedTask);
        return next(context);
    });

    private static bool IsExport(HttpResponse response) =>
        response.StatusCode == StatusCodes.Status200OK && response.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) == true;

    private static Task AppendExportAsync(HttpContext context) =>
        context.RequestServices.GetRequiredService<AuditLog>().AppendAsync(new AuditEntry(AuditAction.Export)
        {
            Detail = new Dictionary<string, object?>
            {
                ["path"] = context.Request.Path.Value,
                ["query"] = context.Request.QueryString.Value,
            },
        });
}
