using System.Globalization;

namespace Causeway.Mirror.Webhooks;

internal static class OdooVersions
{
    /// <summary>The major version of a text such as "18.0" or "saas~18.4"; 0 where it tells none.</summary>
    public static int Major(string? version)
    {
        var digits = new string((version ?? "").SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit).ToArray());
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;
    }
}
