using System.Collections.Concurrent;

namespace Causeway.Sandbox.Access;

/// <summary>Passwords and API keys. Odoo keeps hashes; a sandbox has nothing to hide.</summary>
internal sealed class ApiKeys
{
    private readonly ConcurrentDictionary<string, ApiKey> keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, string> passwords = new();
    private readonly ConcurrentDictionary<int, DateTime> logins = new();

    public void SetPassword(int user, string password) => passwords[user] = password;

    public void Add(ApiKey key) => keys[key.Secret] = key;

    public bool Revoke(string secret) => keys.TryRemove(secret, out _);

    public bool Expire(string secret, DateTime at)
    {
        if (!keys.TryGetValue(secret, out var key))
        {
            return false;
        }

        keys[secret] = key with { Expires = at };
        return true;
    }

    public IEnumerable<ApiKey> Of(int user) => keys.Values.Where(key => key.User == user);

    /// <summary>Whether the secret is the user's password or one of their keys that still holds.</summary>
    public bool Accepts(int user, string secret, DateTime now) =>
        (passwords.TryGetValue(user, out var password) && password == secret) || (Find(secret, now) is { } key && key.User == user);

    public ApiKey? Find(string secret, DateTime now) =>
        keys.TryGetValue(secret, out var key) && (key.Expires is not { } end || end > now) ? key : null;

    public void LoggedIn(int user, DateTime at) => logins[user] = at;

    public object? LastLogin(int user) => logins.TryGetValue(user, out var at) ? at : null;
}

/// <summary>A key and whose it is; it ends at <paramref name="Expires"/> (UTC), or never.</summary>
internal sealed record ApiKey(string Secret, int User, string Name, DateTime? Expires);
