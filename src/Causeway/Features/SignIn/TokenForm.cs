namespace Causeway.Features.SignIn;

/// <summary>The token request of RFC 6749, sections 4.3.2 and 6. What else a client sends along, as OAuth2 clients do, is ignored.</summary>
internal sealed record TokenForm
{
    public const string ContentType = "application/x-www-form-urlencoded";

    public string? GrantType { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    public string? RefreshToken { get; init; }

    public bool Session { get; init; }

    public static async ValueTask<TokenForm?> BindAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            throw new BadHttpRequestException($"Send the body as {ContentType}.", StatusCodes.Status415UnsupportedMediaType);
        var form = await ReadAsync(context);
        return new TokenForm
        {
            GrantType = form["grant_type"].FirstOrDefault(),
            Username = form["username"].FirstOrDefault(),
            Password = form["password"].FirstOrDefault(),
            RefreshToken = form["refresh_token"].FirstOrDefault(),
            Session = form["session"].FirstOrDefault() == "true",
        };
    }

    private static async Task<IFormCollection> ReadAsync(HttpContext context)
    {
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException exception)
        {
            throw new BadHttpRequestException("The form has more fields, or longer ones, than a token request has.", exception);
        }
    }

    public override string ToString() => $"token request of {Username}";
}
