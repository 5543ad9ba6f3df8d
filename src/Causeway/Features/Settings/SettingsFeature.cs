using Causeway.Platform.Access;
using Causeway.Platform.Http;
using Causeway.Platform.Settings;

namespace Causeway.Features.Settings;

internal sealed record SettingsAnswer(IReadOnlyList<SettingInForce> Settings);

/// <summary>What an operator set, for administrators: the same that <c>causeway config</c> prints.</summary>
internal static class SettingsFeature
{
    public static void MapSettings(this IEndpointRouteBuilder api) =>
        api.MapGet("/settings", (CausewaySettings settings) => TypedResults.Ok(new SettingsAnswer(SettingInForce.All(settings))))
            .RequireAdmin()
            .WithTags("Settings")
            .Produces<SettingsAnswer>().Refuses(401, 403)
            .WithName("ListSettings")
            .WithSummary("The settings in force, secrets masked")
            .WithDescription("Each with where it comes from: `env`, `.env`, `default`, or `command` where the command that runs chose it, as the demo does. The same that `causeway config` prints. They are changed in the environment, and read at the start.");
}
