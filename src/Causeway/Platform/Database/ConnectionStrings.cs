using System.Globalization;
using Npgsql;

namespace Causeway.Platform.Database;

/// <summary>Reads <c>DATABASE_URL</c> in both forms that people write it, and adds what we need of a connection.</summary>
internal static class ConnectionStrings
{
    /// <exception cref="FormatException">The text is neither a PostgreSQL URL nor an Npgsql connection string.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        try
        {
            var builder = PostgresUrl.IsOne(text) ? PostgresUrl.Parse(text) : new NpgsqlConnectionStringBuilder(text);
            return string.IsNullOrEmpty(builder.Host) ? throw new FormatException("The connection string names no host.") : builder;
        }
        catch (Exception malformed) when (malformed is ArgumentException or OverflowException)
        {
            throw new FormatException("The connection string cannot be read.", malformed);
        }
    }

    /// <summary>The same with our defaults for whatever the operator did not say.</summary>
    public static string WithDefaults(NpgsqlConnectionStringBuilder given)
    {
        var builder = new NpgsqlConnectionStringBuilder(given.ConnectionString);
        SetUnlessGiven(builder, "Application Name", "causeway");
        SetUnlessGiven(builder, "Maximum Pool Size", 40);
        SetUnlessGiven(builder, "Timeout", 5);
        SetUnlessGiven(builder, "Keepalive", 30);
        // Npgsql asks for it by default, which fails with an exception at each new connection where no Kerberos is installed,
        // as in .NET's own container images. Who wants it says so.
        SetUnlessGiven(builder, "GSS Encryption Mode", "Disable");
        // Point reads are about a tenth faster prepared. Behind a PgBouncer older than 1.21 an operator sets it to 0.
        SetUnlessGiven(builder, "Max Auto Prepare", 100);
        // Seven statements before the first of each connection, which took PostgreSQL longer than finding a lead. Nothing of ours
        // outlives its use in a session: settings are for a transaction, who listens or holds a lock gives it back.
        SetUnlessGiven(builder, "No Reset On Close", true);
        // Days and months in our SQL are those of UTC, whatever the server's or the role's setting is.
        builder.Timezone = "UTC";
        return builder.ConnectionString;
    }

    private static void SetUnlessGiven(NpgsqlConnectionStringBuilder builder, string keyword, object value)
    {
        if (!builder.ShouldSerialize(keyword))
            builder[keyword] = Convert.ToString(value, CultureInfo.InvariantCulture);
    }
}
