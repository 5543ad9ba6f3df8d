using System.Net;
using Causeway.Platform.Database;

namespace Causeway.Platform.Settings;

/// <summary>The forms of a value that take more than a line to check; <see cref="FormatException"/> when it is not one.</summary>
internal static class SettingValues
{
    private const int LongestTenant = 253;

    public static string DatabaseUrl(string text)
    {
        ConnectionStrings.Parse(text);
        return text;
    }

    public static Uri HttpUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https"
        && url is { Host.Length: > 0, UserInfo: "", Query: "", Fragment: "" }
            ? url
            : throw new FormatException();

    /// <summary>What is fetched there decides who is who, so nobody on the way may change it.</summary>
    public static Uri Authority(string text) =>
        HttpUrl(text) is var url && (url.Scheme == "https" || url.IsLoopback) ? url : throw new FormatException();

    /// <summary>It becomes a segment of a path.</summary>
    public static string Tenant(string text) =>
        text.Length <= LongestTenant && text.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '-') && text.Any(char.IsAsciiLetterOrDigit)
            ? text
            : throw new FormatException();

    public static string Origin(string text) =>
        text == "*" || text == HttpUrl(text).GetLeftPart(UriPartial.Authority) ? text : throw new FormatException();

    public static IPNetwork Network(string text) =>
        IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : IPNetwork.Parse(text);

    public static string HostRule(string text)
    {
        var host = text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text;
        return Uri.CheckHostName(host) != UriHostNameType.Unknown || IPNetwork.TryParse(host, out _)
            ? text.ToLowerInvariant()
            : throw new FormatException();
    }

    public static string Key(string text) =>
        Convert.FromBase64String(text).Length == 32 ? text : throw new FormatException();
}
