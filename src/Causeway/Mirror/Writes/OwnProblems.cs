using Causeway.Platform.Http;

namespace Causeway.Mirror.Writes;

/// <summary>Why a write that has to be made as oneself is not made at all.</summary>
internal static class OwnProblems
{
    /// <summary>By which a page knows that the way out is the profile.</summary>
    public const string Type = "urn:causeway:own-odoo-credentials";

    private const string WayOut = "Nothing was written. Save working credentials in your profile (POST /api/profile/odoo-credentials), or delete them there to write by the shared account.";

    public static Problem Refused(string username, string why) =>
        Problems.Forbidden($"Odoo does not accept your own credentials ({username}). {why} {WayOut}") with { Type = Type };

    public static Problem Moved(string username) =>
        Problems.Forbidden($"Your own credentials ({username}) were saved for another address than the connection has now, and are not sent there. {WayOut}") with { Type = Type };
}
