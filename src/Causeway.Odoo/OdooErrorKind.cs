namespace Causeway.Odoo;

/// <summary>What went wrong, in the terms a caller can act on.</summary>
public enum OdooErrorKind
{
    /// <summary>Login, password or key are wrong, expired, or of an archived user: Odoo gives one and the same answer.</summary>
    BadCredentials,

    /// <summary>The user may not do this, by access right, record rule, field group or company.</summary>
    NoAccess,

    /// <summary>The record does not exist (any more).</summary>
    MissingRecord,

    /// <summary>Odoo understood and refused: a business rule, a constraint, a value it cannot take, or an error in its own code.</summary>
    Refused,

    /// <summary>Another transaction changed the same rows, and Odoo's own retries were used up.</summary>
    ConcurrentUpdate,

    /// <summary>The model does not exist in this database.</summary>
    UnknownModel,

    /// <summary>A field does not exist on its model.</summary>
    UnknownField,

    /// <summary>The method or one of its arguments does not exist, or Odoo could not read the request.</summary>
    BadCall,

    /// <summary>The answer is broken, too large, too deep, or not of the shape that was asked for.</summary>
    Malformed,

    /// <summary>Something answered that is not Odoo, or not at this address.</summary>
    NotOdoo,

    /// <summary>The server does not have (or show) this database.</summary>
    NoDatabase,

    /// <summary>No answer from Odoo: name, network, TLS, a proxy's error, or its database is down. See <see cref="OdooException.Obstacle"/>.</summary>
    Unreachable,

    /// <summary>The answer did not come in time. A write may have been carried out all the same.</summary>
    TimedOut,

    /// <summary>Too many calls (HTTP 429).</summary>
    RateLimited,
}

/// <summary>What stood between us and Odoo when the kind is <see cref="OdooErrorKind.Unreachable"/>.</summary>
public enum OdooObstacle
{
    /// <summary>Nothing, or nothing known.</summary>
    None,

    /// <summary>The host name does not resolve.</summary>
    Dns,

    /// <summary>Nobody listens at that address and port.</summary>
    Refused,

    /// <summary>The TLS handshake failed: certificate, name, or no TLS at that port.</summary>
    Tls,

    /// <summary>The network failed: no route, no connection in time, or the connection broke.</summary>
    Network,

    /// <summary>A proxy, or Odoo's web server, answered with an error page.</summary>
    Gateway,

    /// <summary>Odoo answers, but cannot reach its database.</summary>
    Database,
}
