namespace Causeway.Platform.Access.Ms365;

/// <summary>An authorization code, as somebody brings it back from Microsoft.</summary>
/// <param name="Code">Good once.</param>
/// <param name="Verifier">What whoever began the sign-in keeps to themselves (RFC 7636).</param>
/// <param name="RedirectUri">Where Microsoft sent it.</param>
internal sealed record AuthorizationCode(string Code, string Verifier, string RedirectUri)
{
    public override string ToString() => $"authorization code for {RedirectUri}";
}

/// <summary>Gives Microsoft an authorization code for the id_token that belongs to it.</summary>
internal sealed partial class CodeExchange(MicrosoftKeys keys, MicrosoftNetwork network, ILogger<CodeExchange> logger)
{
    /// <summary>The id_token; null where Microsoft does not take the code: it is used, too old, or another's.</summary>
    /// <exception cref="MicrosoftAwayException">Microsoft does not answer, or does not take our own credentials.</exception>
    public async Task<string?> RedeemAsync(MicrosoftApplication application, AuthorizationCode code, CancellationToken cancellationToken)
    {
        var metadata = await keys.GetMetadataAsync(application, cancellationToken);
        var answer = await network.PostAsync(metadata.TokenEndpoint, Form(application, code), cancellationToken);
        if (answer.IsOurFault)
        {
            Log.Refused(logger, application.ClientId);
            throw new MicrosoftAwayException("Microsoft does not accept this server's own credentials. An administrator has to look at them: POST /integrations/ms365/test.");
        }

        return answer.Error is not null ? null
            : answer.IdToken ?? throw new MicrosoftAwayException("Microsoft answered without an id_token. An administrator has to look at the application there.");
    }

    private static Dictionary<string, string> Form(MicrosoftApplication application, AuthorizationCode code)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = application.ClientId,
            ["scope"] = string.Join(' ', MicrosoftApplication.Scopes),
            ["code"] = code.Code,
            ["code_verifier"] = code.Verifier,
            ["redirect_uri"] = code.RedirectUri,
        };
        if (application.ClientSecret is { } secret)
            form["client_secret"] = secret;
        return form;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Microsoft refuses the client secret of application {ClientId}: nobody can sign in with Microsoft until it is renewed")]
        public static partial void Refused(ILogger logger, string clientId);
    }
}
