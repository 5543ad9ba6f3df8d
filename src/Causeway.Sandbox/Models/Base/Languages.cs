namespace Causeway.Sandbox.Models.Base;

internal static class Languages
{
    public static readonly IReadOnlyList<(string Key, string Label)> All = [("en_US", "English (US)"), ("fr_FR", "French / Français")];
}
