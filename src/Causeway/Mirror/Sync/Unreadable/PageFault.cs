using Causeway.Odoo;

namespace Causeway.Mirror.Sync.Unreadable;

/// <summary>Which errors are about what was asked for, so that asking for less of it can help.</summary>
internal static class PageFault
{
    /// <summary>
    /// Odoo's own error, or an answer that cannot be decoded. Not what the network, the server or the credentials did:
    /// those would strike any record.
    /// </summary>
    public static bool IsOne(OdooException exception) => !exception.IsTransient && exception.Kind is
        OdooErrorKind.Refused or OdooErrorKind.MissingRecord or OdooErrorKind.NoAccess or OdooErrorKind.BadCall
        or OdooErrorKind.UnknownField or OdooErrorKind.Malformed;
}
