using Causeway.Odoo;

namespace Causeway.Mirror.Connections;

/// <summary>What went wrong with a connection, in words that say what to do next: for the page, the API and <c>doctor</c>.</summary>
internal static class ConnectionAdvice
{
    /// <summary>Why the circuit is closed was said in such words when it closed.</summary>
    public static string For(OdooException exception, OdooClients clients, OdooConnection connection) =>
        clients.CircuitOf(connection).Says(exception) ? exception.OdooMessage : For(exception, clients.Options(connection));

    public static string For(OdooException exception, OdooOptions options) => exception.Kind switch
    {
        OdooErrorKind.BadCredentials => $"Odoo refused these credentials for {options.Username}. Check the user name and the API key; a password does not work for users with two-factor authentication, and API keys of ordinary users expire after at most 90 days.",
        OdooErrorKind.NoDatabase => $"The server answers, but has no database named {options.Database}. Check the name: it is case-sensitive.",
        OdooErrorKind.NotOdoo => $"{Host(options)} answers, but not as an Odoo does. {exception.OdooMessage} Check the URL: it is the address of Odoo's own login page, without /web.",
        OdooErrorKind.TimedOut => $"{Host(options)} did not answer in time. Odoo may be starting or overloaded; try again in a minute.",
        OdooErrorKind.NoAccess => $"{options.Username} signed in, but may not read its own user: {exception.OdooMessage}",
        OdooErrorKind.RateLimited => $"{Host(options)} asks us to slow down (429). Try again in a minute.",
        OdooErrorKind.Unreachable => Unreachable(exception, options),
        _ => exception.OdooMessage,
    };

    private static string Unreachable(OdooException exception, OdooOptions options) => exception.Obstacle switch
    {
        OdooObstacle.Dns => $"There is no host named {options.Url.Host}. Check the URL for a typing error.",
        OdooObstacle.Refused => $"Nothing listens at {Host(options)}. Check the port, and whether Odoo is running.",
        OdooObstacle.Tls => $"The secure connection to {Host(options)} failed. {exception.OdooMessage}",
        OdooObstacle.Database => "Odoo answers, but cannot reach its own database. Its administrator should look at it.",
        OdooObstacle.Gateway => $"A server in front of Odoo answered with an error: {exception.OdooMessage}",
        _ => $"{Host(options)} cannot be reached: {exception.OdooMessage}",
    };

    private static string Host(OdooOptions options) => options.Url.Authority;
}
