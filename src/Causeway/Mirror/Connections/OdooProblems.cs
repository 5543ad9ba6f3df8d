using Causeway.Odoo;
using Causeway.Platform.Http;

namespace Causeway.Mirror.Connections;

/// <summary>What a failure of Odoo means to an HTTP client (contract section 1).</summary>
internal sealed class OdooProblems : IExceptionTranslator
{
    public Problem? Translate(Exception exception) => exception is OdooException odoo ? Of(odoo) : null;

    public static Problem Of(OdooException exception) => exception.Kind switch
    {
        OdooErrorKind.MissingRecord => Problems.NotFound(exception.OdooMessage),
        OdooErrorKind.NoAccess => Problems.Forbidden(exception.OdooMessage),
        OdooErrorKind.Refused or OdooErrorKind.UnknownField or OdooErrorKind.UnknownModel or OdooErrorKind.BadCall => Problems.Refused(exception.OdooMessage),
        OdooErrorKind.ConcurrentUpdate => Problems.Conflict(exception.OdooMessage, TimeSpan.FromSeconds(1)),
        OdooErrorKind.Malformed => Problems.Of(502, "Bad Gateway", exception.OdooMessage),
        OdooErrorKind.TimedOut => Problems.Of(504, "Gateway Timeout", exception.OdooMessage),
        _ => Problems.Of(503, "Service Unavailable", exception.OdooMessage) with { RetryAfter = exception.RetryAfter ?? TimeSpan.FromSeconds(30) },
    };
}
