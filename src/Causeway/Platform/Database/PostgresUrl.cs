using System.Globalization;
using System.Net;
using Npgsql;

namespace Causeway.Platform.Database;

/// <summary>
/// <c>postgres://user:password@host:port,host:port/database?sslmode=require</c>, as libpq defines it:
/// https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
/// </summary>
internal static class PostgresUrl
{
    private static readonly string[] Schemes = ["postgres://", "postgresql://"];

    /// <summary>libpq's names for what Npgsql calls otherwise.</summary>
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["channel_binding"] = "Channel Binding",
        ["application_name"] = "Application Name",
        ["connect_timeout"] = "Timeout",
        ["target_session_attrs"] = "Target Session Attributes",
        ["options"] = "Options",
        ["host"] = "Host",
        ["port"] = "Port",
        ["user"] = "Username",
        ["password"] = "Password",
        ["dbname"] = "Database",
    };

    public static bool IsOne(string text) => Schemes.Any(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    public static NpgsqlConnectionStringBuilder Parse(string url)
    {
        var (address, query) = Cut(url[(url.IndexOf("//", StringComparison.Ordinal) + 2)..], '?');
        var (authority, database) = Cut(address, '/');
        var at = authority.LastIndexOf('@');
        var builder = new NpgsqlConnectionStringBuilder();
        SetUser(builder, at < 0 ? "" : authority[..at]);
        SetHosts(builder, authority[(at + 1)..]);
        if (database.Length > 0)
            builder.Database = WebUtility.UrlDecode(database.Replace("+", "%2B", StringComparison.Ordinal));
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
            SetParameter(builder, pair);
        return builder;
    }

    private static void SetUser(NpgsqlConnectionStringBuilder builder, string userInfo)
    {
        var (user, password) = Cut(userInfo, ':');
        if (user.Length > 0)
            builder.Username = Uri.UnescapeDataString(user);
        if (password.Length > 0)
            builder.Password = Uri.UnescapeDataString(password);
    }

    /// <summary>Npgsql takes several hosts as one comma-separated list, each with its own port.</summary>
    private static void SetHosts(NpgsqlConnectionStringBuilder builder, string hosts)
    {
        if (hosts.Length == 0)
            return;
        if (hosts.Contains(',', StringComparison.Ordinal))
        {
            builder.Host = Uri.UnescapeDataString(hosts);
            return;
        }

        var colon = hosts.LastIndexOf(':');
        var hasPort = colon > hosts.LastIndexOf(']');
        builder.Host = Uri.UnescapeDataString(hasPort ? hosts[..colon] : hosts).Trim('[', ']');
        if (hasPort && hosts.Length > colon + 1)
            builder.Port = int.Parse(hosts[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static void SetParameter(NpgsqlConnectionStringBuilder builder, string pair)
    {
        var (name, value) = Cut(pair, '=');
        if (!Keywords.TryGetValue(name, out var keyword))
            throw new FormatException($"The PostgreSQL URL has the parameter {name}, which is not known here.");
        value = Uri.UnescapeDataString(value);
        // Enumerations: verify-full is VerifyFull, read-write is ReadWrite.
        builder[keyword] = name is "sslmode" or "channel_binding" ? value.Replace("-", "", StringComparison.Ordinal) : value;
    }

    private static (string Before, string After) Cut(string text, char at)
    {
        var position = text.IndexOf(at, StringComparison.Ordinal);
        return position < 0 ? (text, "") : (text[..position], text[(position + 1)..]);
    }
}
