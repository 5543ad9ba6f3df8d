namespace Causeway.Mirror.Webhooks;

internal static class WebhookRegistration
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<WebhookKeys>();
        services.AddSingleton<WebhookUrls>();
        services.AddSingleton<WebhookBell>();
        services.AddSingleton<WebhookInbox>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookInbox>());
        services.AddSingleton<WebhookLook>();
        services.AddHostedService<WebhookWorker>();
        services.AddSingleton<AutomationRules>();
        services.AddSingleton<WebhookInstall>();
        services.AddSingleton<WebhookTest>();
        services.AddSingleton<WebhookStatus>();
        return services;
    }
}
