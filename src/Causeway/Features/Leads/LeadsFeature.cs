using Causeway.Features.Leads.Notes;

namespace Causeway.Features.Leads;

/// <summary>Leads, and the small tables that their forms need.</summary>
internal static class LeadsFeature
{
    public static IServiceCollection AddLeads(this IServiceCollection services)
    {
        services.AddSingleton<ChangeLeads>();
        services.AddSingleton<TaggedLeads>();
        services.AddSingleton<Chatter>();
        services.AddSingleton<LeadNotes>();
        return services;
    }

    public static void MapLeads(this IEndpointRouteBuilder api)
    {
        api.MapLeadRoutes();
        api.MapLeadTables();
    }
}
