using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Causeway.Odoo.Wire;

/// <summary>What the network did, in our terms: each cause has its own plain message.</summary>
internal static class NetworkFaults
{
    /// <summary>False for what is not the network's doing: the caller's own cancellation, our own exceptions.</summary>
    public static bool IsOne(Exception exception, Deadline deadline) => exception switch
    {
        OperationCanceledException canceled => deadline.IsOver || canceled.InnerException is TimeoutException,
        HttpRequestException or IOException or SocketException => true,
        _ => false,
    };

    public static OdooException Translate(Exception exception, Deadline deadline) => exception switch
    {
        OperationCanceledException when deadline.IsOver =>
            new OdooException(OdooErrorKind.TimedOut, "Odoo did not answer in time.", exception) { IsTransient = true },
        // The handler's connect timeout; or one of the HttpClient's own, which may have come after the request was sent.
        OperationCanceledException =>
            Unreachable(OdooObstacle.Network, "The connection to the server timed out.", exception),
        HttpRequestException request => FromRequest(request),
        _ => Unreachable(OdooObstacle.Network, "The connection to Odoo broke before the answer was complete.", exception),
    };

    private static OdooException FromRequest(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError =>
            Unreachable(OdooObstacle.Dns, "The host name of the address does not resolve (DNS).", exception, nothingSent: true),
        HttpRequestError.SecureConnectionError =>
            Unreachable(OdooObstacle.Tls, TlsMessage(exception.InnerException?.Message ?? exception.Message), exception, nothingSent: true, transient: false),
        HttpRequestError.ConnectionError when exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
            Unreachable(OdooObstacle.Refused, "The server refused the connection: nothing listens at that address and port.", exception, nothingSent: true),
        HttpRequestError.ConnectionError =>
            Unreachable(OdooObstacle.Network, $"No connection to the server could be made: {exception.InnerException?.Message ?? exception.Message}", exception, nothingSent: true),
        HttpRequestError.InvalidResponse or HttpRequestError.ResponseEnded when exception.InnerException is not IOException =>
            new OdooException(OdooErrorKind.NotOdoo, "What answers at that address does not speak HTTP.", exception),
        _ => Unreachable(OdooObstacle.Network, "The connection to Odoo broke before the answer was complete.", exception),
    };

    /// <summary>What is wrong with a certificate .NET tells by names in its message alone.</summary>
    private static string TlsMessage(string message) => message switch
    {
        _ when message.Contains(nameof(SslPolicyErrors.RemoteCertificateNameMismatch), StringComparison.Ordinal) =>
            "The server's certificate is for another host name: use the name that it was made for.",
        _ when message.Contains(nameof(X509ChainStatusFlags.NotTimeValid), StringComparison.Ordinal) =>
            "The server's certificate has expired or is not valid yet: renew it, and check the clocks of both machines.",
        _ when message.Contains(nameof(X509ChainStatusFlags.UntrustedRoot), StringComparison.Ordinal) || message.Contains(nameof(X509ChainStatusFlags.PartialChain), StringComparison.Ordinal) =>
            "The server's certificate is not signed by an authority that this machine trusts: install that authority's certificate here, or a public one there.",
        _ => $"Check whether the port speaks https at all: {message.TrimEnd('.')}.",
    };

    private static OdooException Unreachable(OdooObstacle obstacle, string message, Exception inner, bool nothingSent = false, bool transient = true) =>
        new(OdooErrorKind.Unreachable, message, inner) { Obstacle = obstacle, IsTransient = transient, NothingSent = nothingSent };
}
