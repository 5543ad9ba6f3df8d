using System.ComponentModel.DataAnnotations;
using Causeway.Mirror.Catalog;
using Causeway.Odoo;

namespace Causeway.Mirror.Connections.Management;

/// <summary>A connection as clients send it to have it made.</summary>
internal sealed record NewConnection
{
    public string? Name { get; init; }

    [Required]
    public string? Url { get; init; }

    [Required]
    public string? Database { get; init; }

    [Required]
    public string? Username { get; init; }

    /// <summary>An API key, or a password.</summary>
    [Required]
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

    /// <summary>What is meant, if it can be used; every bad field is named at once.</summary>
    public OdooOptions Read() => new OdooCredentials
    {
        Url = Url ?? "",
        Database = Database ?? "",
        Username = Username ?? "",
        ApiKey = ApiKey,
        Transport = Transport,
        IntervalMinutes = IntervalMinutes,
        EnabledEntities = EnabledEntities,
        Models = Models,
    }.Read(saved: null);

    public ConnectionChoices ChoicesOf(Guid? owner) =>
        new() { Name = Name, IntervalMinutes = IntervalMinutes, EnabledEntities = EnabledEntities, Models = Models, Paused = Paused, OwnerId = owner };
}
