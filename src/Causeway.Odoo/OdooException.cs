namespace Causeway.Odoo;

/// <summary>
/// The one exception of this library for everything that Odoo, or the way to it, got wrong.
/// No message of it holds the secret, the user info of the address, or a traceback.
/// </summary>
public sealed class OdooException : Exception
{
    /// <summary>Creates the exception.</summary>
    public OdooException(OdooErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
        OdooMessage = message;
        OdooText = message;
    }

    /// <summary>What went wrong.</summary>
    public OdooErrorKind Kind { get; }

    /// <summary>Odoo's own words, the part of them that says something, on one line; where Odoo said nothing, ours.</summary>
    public string OdooMessage { get; internal init; }

    /// <summary>All of Odoo's words to its user, without a traceback.</summary>
    public string OdooText { get; internal init; }

    /// <summary>The name of the Python exception where the transport tells it, such as <c>odoo.exceptions.UserError</c>.</summary>
    public string? OdooExceptionName { get; internal init; }

    /// <summary>How long the server asked us to stay away.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What stood in the way when the kind is <see cref="OdooErrorKind.Unreachable"/>.</summary>
    public OdooObstacle Obstacle { get; internal init; }

    /// <summary>The HTTP status of an answer that held no words of Odoo's.</summary>
    public int? HttpStatus { get; internal init; }

    /// <summary>The model of the call.</summary>
    public string? Model { get; private set; }

    /// <summary>The method of the call.</summary>
    public string? Method { get; private set; }

    /// <summary>True when the same call may well work a little later.</summary>
    public bool IsTransient { get; internal init; }

    /// <summary>True when nothing of the request left this machine, so that even a write may be repeated.</summary>
    public bool NothingSent { get; init; }

    /// <summary>
    /// The same, with the call it belongs to. Odoo's words should never repeat the secret; if they do, they are not passed on.
    /// </summary>
    internal OdooException For(string? model, string? method, string secret)
    {
        Model ??= model;
        Method ??= method;
        return secret.Length > 0 && (OdooText.Contains(secret, StringComparison.Ordinal) || Message.Contains(secret, StringComparison.Ordinal))
            ? new OdooException(Kind, "Odoo's message is withheld because it repeats the secret.")
            {
                OdooExceptionName = OdooExceptionName,
                RetryAfter = RetryAfter,
                Obstacle = Obstacle,
                HttpStatus = HttpStatus,
                Model = Model,
                Method = Method,
                IsTransient = IsTransient,
            }
            : this;
    }
}
