using Causeway.Mirror.Connections.Management;
using Causeway.Platform.Access;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Access.Ms365;
using Causeway.Platform.Http;

namespace Causeway.Features.SignIn.Ms365;

/// <summary>What was saved, and what its test found.</summary>
internal sealed record MicrosoftConfigureAnswer(IntegrationAnswer Integration, MicrosoftFindings Test);

/// <summary><c>/integrations/ms365</c>: whose word we take for it when people sign in with Microsoft.</summary>
internal static class MicrosoftIntegrationEndpoints
{
    private static readonly QuerySpec Force =
    [
        new("force", QueryType.Flag, "Save even when the test fails."),
    ];

    public static void Map(IEndpointRouteBuilder api)
    {
        var routes = api.MapGroup("/integrations/ms365").RequireAdmin().WithTags("Integrations");
        routes.MapPost("/configure", ConfigureAsync)
            .WithQuery(Force)
            // Whoever names the authority that vouches for people can become any of them.
            .RefuseApiTokens()
            .WithName("ConfigureMicrosoft")
            .WithSummary("Set up the sign-in with Microsoft")
            .WithDescription("Tested first and saved only when it works. The secret is encrypted at rest. Where `MS_CLIENT_ID` is set, the settings win and nothing is saved: 409.")
            .Produces<MicrosoftConfigureAnswer>().Refuses(400, 401, 403, 409, 422);
        routes.MapPost("/test", TestAsync)
            .WithName("TestMicrosoft")
            .WithSummary("Test the sign-in with Microsoft")
            .WithDescription("What the tenant publishes, and whether it takes our secret. With an empty body, the application in force is tested. Nothing is saved.")
            .Produces<MicrosoftFindings>().Refuses(400, 401, 403, 404);
    }

    private static async Task<IResult> ConfigureAsync(
        MicrosoftSettings body, MicrosoftApplications applications, MicrosoftConfigure configure, QueryValues query, CancellationToken cancellationToken)
    {
        var present = await applications.FindAsync(cancellationToken);
        if (present?.FromSettings == true)
            return Problems.Conflict("MS_CLIENT_ID is set where this server is started, and wins over what is saved. Change it there, or take it out first.");
        var (findings, saved) = await configure.RunAsync(configure.Read(body, present), query.Flag("force"), cancellationToken);
        return saved is null ? Problems.Refused(findings.Message) : TypedResults.Ok(new MicrosoftConfigureAnswer(IntegrationAnswer.OfMicrosoft(saved), findings));
    }

    private static async Task<IResult> TestAsync(
        MicrosoftSettings? body, MicrosoftApplications applications, MicrosoftConfigure configure, MicrosoftTest test, CancellationToken cancellationToken)
    {
        var present = await applications.FindAsync(cancellationToken);
        if (body is not null)
            return TypedResults.Ok(await test.RunAsync(configure.Read(body, present), cancellationToken));
        return present is null
            ? Problems.NotFound("Sign-in with Microsoft is not set up yet: send client_id, tenant_id and client_secret.")
            : TypedResults.Ok(await test.RunAsync(present.ThrowIfUnreadable(), cancellationToken));
    }
}
