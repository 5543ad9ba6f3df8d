using Causeway.Mirror.Connections.Management;
using Causeway.Platform.Access.Ms365;
using Causeway.Platform.Audit;
using Causeway.Platform.Http;
using Causeway.Platform.Settings;
using Npgsql;

namespace Causeway.Features.SignIn.Ms365;

/// <summary>Saves the application at Microsoft: tested first, its secret sealed.</summary>
internal sealed class MicrosoftConfigure(NpgsqlDataSource database, MicrosoftApplications applications, MicrosoftTest test, AuditLog audit, CausewaySettings settings)
{
    /// <summary>What is meant in all, given what is saved.</summary>
    /// <exception cref="ProblemException">It cannot be used; every bad field is named.</exception>
    public MicrosoftApplication Read(MicrosoftSettings body, MicrosoftApplication? saved)
    {
        var errors = new FieldErrors();
        var read = new MicrosoftApplication
        {
            ClientId = errors.Text("client_id", body.ClientId, 1, 200),
            TenantId = Form("tenant_id", "MS_TENANT_ID", errors.Required("tenant_id", body.TenantId), SettingValues.Tenant, errors) ?? "",
            Authority = body.Authority is null ? settings.MicrosoftAuthority : Form("authority", "MS_AUTHORITY", body.Authority, SettingValues.Authority, errors) ?? settings.MicrosoftAuthority,
            Enabled = body.Enabled ?? saved?.Enabled ?? true,
        };
        var secret = Secret(body.ClientSecret, read, saved, errors);
        return errors.Any ? throw new ProblemException(errors.Problem) : read with { ClientSecret = secret };
    }

    /// <summary>The same as the setting may be.</summary>
    private static T? Form<T>(string field, string setting, string text, Func<string, T> parse, FieldErrors errors)
        where T : class
    {
        try
        {
            return text.Length == 0 ? null : parse(text);
        }
        catch (FormatException)
        {
            errors.Add(field, $"must be {SettingCatalog.Find(setting)!.Allowed.Replace("`", "", StringComparison.Ordinal)}.");
            return null;
        }
    }

    /// <summary>The saved secret goes only where it was saved for: another authority must not be able to collect it.</summary>
    private static string? Secret(string? given, MicrosoftApplication read, MicrosoftApplication? saved, FieldErrors errors)
    {
        if (given is "")
            return null;
        if (given is not null and not IntegrationAnswer.Masked)
            return given;
        if (saved is not null && (saved.ClientId, saved.TenantId, saved.Authority) == (read.ClientId, read.TenantId, read.Authority))
            return saved.ThrowIfUnreadable().ClientSecret;
        if (given is not null)
            errors.Add("client_secret", "is required, since the application is not the saved one.");
        return null;
    }

    /// <summary>Saves when the test succeeds, or when told to in any case; the findings tell which.</summary>
    public async Task<(MicrosoftFindings Findings, MicrosoftApplication? Saved)> RunAsync(MicrosoftApplication application, bool force, CancellationToken cancellationToken)
    {
        var findings = await test.RunAsync(application, cancellationToken);
        if (!findings.Success && !force)
            return (findings, null);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await applications.SaveAsync(connection, application, cancellationToken);
        await audit.AppendAsync(connection, Audited(application), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (findings, await applications.FindAsync(cancellationToken));
    }

    private static AuditEntry Audited(MicrosoftApplication application) => new(AuditAction.IntegrationChange)
    {
        TargetType = "integration",
        TargetIds = ["ms365"],
        Detail = new Dictionary<string, object?>
        {
            ["client_id"] = application.ClientId,
            ["tenant_id"] = application.TenantId,
            ["authority"] = application.Authority.AbsoluteUri,
            ["enabled"] = application.Enabled,
        },
    };
}
