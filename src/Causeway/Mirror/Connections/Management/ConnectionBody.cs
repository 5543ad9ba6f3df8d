using System.Text.Json.Serialization;
using Causeway.Mirror.Catalog;
using Causeway.Odoo;

namespace Causeway.Mirror.Connections.Management;

/// <summary>A change of a connection, as clients send it; what is left out stays.</summary>
internal sealed record ConnectionBody
{
    public string? Name { get; init; }

    public string? Url { get; init; }

    public string? Database { get; init; }

    public string? Username { get; init; }

    /// <summary>An API key, or a password.</summary>
    public string? ApiKey { get; init; }

    public OdooTransport? Transport { get; init; }

    public int? IntervalMinutes { get; init; }

    /// <summary>What to mirror; empty for all entities.</summary>
    public string[]? EnabledEntities { get; init; }

    /// <summary>What to mirror besides: further models, and further fields of the default ones; empty for nothing.</summary>
    public ModelChoice[]? Models { get; init; }

    /// <summary>Whether the schedule passes it by.</summary>
    public bool? Paused { get; init; }

    /// <summary>The maker's alone. Only administrators make shared ones, and do unless they say otherwise.</summary>
    public bool? Private { get; init; }

    [JsonIgnore]
    public ConnectionChoices Choices => new() { Name = Name, IntervalMinutes = IntervalMinutes, EnabledEntities = EnabledEntities, Models = Models, Paused = Paused };

    /// <summary>What is meant in all, given what is saved.</summary>
    public OdooCredentials Over(OdooCredentials saved) => saved with
    {
        Url = Url ?? saved.Url,
        Database = Database ?? saved.Database,
        Username = Username ?? saved.Username,
        ApiKey = ApiKey,
        Transport = Transport ?? saved.Transport,
        IntervalMinutes = IntervalMinutes,
        EnabledEntities = EnabledEntities,
        Models = Models,
    };
}
