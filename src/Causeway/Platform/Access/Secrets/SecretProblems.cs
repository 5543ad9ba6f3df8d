using Causeway.Platform.Http;

namespace Causeway.Platform.Access.Secrets;

/// <summary>What a secret that cannot be read means to an HTTP client: nothing that they sent, and nothing that passes by itself.</summary>
internal sealed class SecretProblems : IExceptionTranslator
{
    /// <summary>By which a page knows that an administrator has to act.</summary>
    public const string Type = "urn:causeway:unreadable-secret";

    public Problem? Translate(Exception exception) =>
        exception is UnreadableSecretException unreadable ? Problems.Of(503, "Service Unavailable", unreadable.Message) with { Type = Type } : null;
}
