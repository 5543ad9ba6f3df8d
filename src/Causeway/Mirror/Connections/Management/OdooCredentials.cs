using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Causeway.Mirror.Catalog;
using Causeway.Odoo;
using Causeway.Platform.Http;

namespace Causeway.Mirror.Connections.Management;

/// <summary>Where an Odoo is and who we are there, as an administrator sends it.</summary>
internal sealed record OdooCredentials
{
    public static readonly string[] Entities = [.. DefaultModels.Entities];

    public required string Url { get; init; }

    public required string Database { get; init; }

    public required string Username { get; init; }

    /// <summary>An API key, or a password. Left out: the one that is saved.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The transport to use; left out, the best that the server offers and the secret can use.</summary>
    public OdooTransport? Transport { get; init; }

    public int? IntervalMinutes { get; init; }

    /// <summary>What to mirror; empty for all entities. The small tables that others need come unasked.</summary>
    public string[]? EnabledEntities { get; init; }

    /// <summary>What to mirror besides: further models, and further fields of the default ones; empty for nothing.</summary>
    public ModelChoice[]? Models { get; init; }

    public static OdooCredentials Of(OdooConnection saved) => new()
    {
        Url = saved.Url,
        Database = saved.Database,
        Username = saved.Username,
        Transport = TransportNames.Parse(saved.ForcedTransport),
    };

    /// <summary>A secret of its own, and not the stars that stand for the saved one.</summary>
    [JsonIgnore]
    public bool BringsSecret => ApiKey is { Length: > 0 } and not IntegrationAnswer.Masked;

    [JsonIgnore]
    public ConnectionChoices Choices => new() { IntervalMinutes = IntervalMinutes, EnabledEntities = EnabledEntities, Models = Models };

    /// <summary>
    /// What they say, if it can be used; every bad field is named at once. The saved secret goes only where it was saved
    /// for: another host must not be able to collect it by a changed URL.
    /// </summary>
    /// <param name="saved">What is saved of this connection; null where it is new, or they bring a secret.</param>
    public OdooOptions Read(OdooOptions? saved)
    {
        var errors = new List<FieldError>();
        if (!TryReadUrl(Url, out var url))
            errors.Add(new("url", "must be an http or https address such as https://odoo.example.com, without credentials in it."));
        foreach (var (field, value) in new[] { ("database", Database), ("username", Username) })
        {
            if (string.IsNullOrWhiteSpace(value))
                errors.Add(new(field, "is required."));
            else if (value.Any(char.IsControl))
                errors.Add(new(field, "must hold no line breaks or other control characters."));
        }

        if (IntervalMinutes is < 1 or > 1440)
            errors.Add(new("interval_minutes", "must be from 1 to 1440."));
        if ((EnabledEntities ?? []).Except(Entities).ToArray() is { Length: > 0 } unknown)
            errors.Add(new("enabled_entities", $"{string.Join(", ", unknown)}: not an entity. Known: {string.Join(", ", Entities)}."));
        errors.AddRange(ModelChoice.Check(Models ?? []));
        var secret = BringsSecret ? ApiKey : saved is not null && saved.Url == url && saved.Username == Username ? saved.Secret : null;
        if (secret is null)
            errors.Add(new("api_key", "is required, since the URL or the user name is not the saved one."));
        else if (secret.Any(char.IsControl))
            errors.Add(new("api_key", "must hold no line breaks or other control characters."));
        return errors.Count == 0
            ? new OdooOptions { Url = url!, Database = Database.Trim(), Username = Username.Trim(), Secret = secret!, Transport = Transport }
            : throw new ProblemException(Problems.Invalid(errors));
    }

    public static bool TryReadUrl(string text, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url) && url.Scheme is ("http" or "https") && url.UserInfo.Length == 0;
}
