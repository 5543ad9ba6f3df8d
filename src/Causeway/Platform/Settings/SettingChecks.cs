namespace Causeway.Platform.Settings;

/// <summary>What must hold between settings, after each is valid by itself.</summary>
internal static class SettingChecks
{
    public static IEnumerable<string> Of(CausewaySettings settings, bool production)
    {
        foreach (var missing in MissingForOdoo(settings))
            yield return $"{missing}: missing; ODOO_URL, ODOO_DB, ODOO_USER and ODOO_API_KEY are set together or not at all";
        if (settings.MasterKey is not null && settings.MasterKeyFile is not null)
            yield return "MASTER_KEY: set beside MASTER_KEY_FILE; set one of them";
        if (settings.MasterKeyFile is { } file && !File.Exists(file))
            yield return $"MASTER_KEY_FILE: there is no file {file}";
        if (settings.MasterKeyPreviousFile is { } previous && !File.Exists(previous))
            yield return $"MASTER_KEY_PREVIOUS_FILE: there is no file {previous}";
        if (production && settings.DatabaseUrl is not null && settings.MasterKey is null && settings.MasterKeyFile is null)
            yield return "MASTER_KEY: missing; with DATABASE_URL in production every process needs the same key (or MASTER_KEY_FILE): openssl rand -base64 32";
        if (settings.AdminApiKey is not null && settings.AdminApiKey == settings.JwtSecret)
            yield return "ADMIN_API_KEY: the same as JWT_SECRET; each is a secret of its own";
        if (settings.MicrosoftClientId is null != settings.MicrosoftTenantId is null)
            yield return $"{(settings.MicrosoftClientId is null ? "MS_CLIENT_ID" : "MS_TENANT_ID")}: missing; MS_CLIENT_ID and MS_TENANT_ID are set together or not at all";
        if (settings.MicrosoftClientSecret is not null && settings.MicrosoftClientId is null)
            yield return "MS_CLIENT_SECRET: set without MS_CLIENT_ID";
    }

    private static IEnumerable<string> MissingForOdoo(CausewaySettings settings)
    {
        (string Key, bool Set)[] keys =
        [
            ("ODOO_URL", settings.OdooUrl is not null),
            ("ODOO_DB", settings.OdooDb is not null),
            ("ODOO_USER", settings.OdooUser is not null),
            ("ODOO_API_KEY", settings.OdooApiKey is not null),
        ];
        return keys.Any(key => key.Set) ? keys.Where(key => !key.Set).Select(key => key.Key) : [];
    }
}
