using System.Text;

namespace Causeway.Odoo;

/// <summary>How to reach one database of one Odoo as one user. Printing it never shows the secret.</summary>
public sealed record OdooOptions
{
    /// <summary>The address of the server; a path prefix is kept, user info, query and fragment are not used.</summary>
    public required Uri Url { get; init; }

    /// <summary>The name of the database.</summary>
    public required string Database { get; init; }

    /// <summary>The login of the user.</summary>
    public required string Username { get; init; }

    /// <summary>The user's password or API key. JSON-2 takes an API key only; with two-factor on, so do the others.</summary>
    public required string Secret { get; init; }

    /// <summary>The transport to use; null takes the best that the server offers and the secret can use.</summary>
    public OdooTransport? Transport { get; init; }

    /// <summary>The longest that one call may wait for the network, answer included. What the caller does between two records does not count.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>The largest answer that is accepted, in bytes after decompression.</summary>
    public long MaxResponseBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>The deepest nesting of an answer that is accepted.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>How often a call that is safe to repeat is tried in all; 1 switches retries off.</summary>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>The first pause between two attempts; it doubles, with jitter.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause between two attempts. A server that asks for a longer one gets none: the call fails and says when to come back.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Url = ").Append(Url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped))
            .Append(", Database = ").Append(Database)
            .Append(", Username = ").Append(Username)
            .Append(", Transport = ").Append(Transport?.ToString() ?? "best");
        return true;
    }
}
