using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Causeway.Mirror.Connections.Management;
using Causeway.Odoo;
using Causeway.Platform.Http;

namespace Causeway.Features.Profile;

/// <summary>A record's own text would print the secret that it carries.</summary>
internal sealed record OdooCredentialsRequest
{
    [Description("Left out: where the shared connection leads.")]
    public string? OdooUrl { get; init; }

    [Description("The login in Odoo.")]
    [Required]
    public string? OdooUsername { get; init; }

    [Description("An API key or the password. Left out: the saved one, where the rest is as saved.")]
    public string? OdooPassword { get; init; }

    [Required]
    public string? OdooDatabase { get; init; }

    /// <summary>What they say; every bad field is named at once.</summary>
    /// <param name="defaultUrl">The shared connection's; null where there is none.</param>
    /// <param name="saved">What the user has saved. Its secret goes only where it was saved for.</param>
    /// <exception cref="ProblemException">Something is missing or cannot be used.</exception>
    public OdooOptions Read(string? defaultUrl, OdooOptions? saved)
    {
        var errors = new FieldErrors();
        if (!OdooCredentials.TryReadUrl(OdooUrl ?? defaultUrl ?? "", out var url))
            errors.Add("odoo_url", "must be an http or https address such as https://odoo.example.com, without credentials in it.");
        var username = errors.RequiredLine("odoo_username", OdooUsername).Trim();
        var database = errors.RequiredLine("odoo_database", OdooDatabase).Trim();
        var isSaved = saved is not null && saved.Url == url && saved.Database == database && saved.Username == username;
        var secret = errors.RequiredLine("odoo_password", OdooPassword ?? (isSaved ? saved!.Secret : null));
        return errors.Any
            ? throw new ProblemException(errors.Problem)
            : new OdooOptions { Url = url!, Database = database, Username = username, Secret = secret };
    }

    public override string ToString() => $"Odoo credentials of {OdooUsername}";
}
