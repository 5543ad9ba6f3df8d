using Causeway.Platform.Http;
using Microsoft.OpenApi;

namespace Causeway.Features.SignIn;

/// <summary>What a sign-in answers: tokens, or with <c>"session": true</c> what goes with the cookie.</summary>
internal static class SignInSchema
{
    public static AnswerSchema Of(string status) => new(status, "SignedIn", document => new OpenApiSchema
    {
        Description = "Tokens; or with `\"session\": true`, in their place, what a browser needs beside its cookie.",
        OneOf = [new OpenApiSchemaReference(nameof(TokenAnswer), document), new OpenApiSchemaReference(nameof(SessionAnswer), document)],
    });
}
