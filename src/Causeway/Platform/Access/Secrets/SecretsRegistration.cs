using Causeway.Platform.Http;
using Causeway.Platform.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Npgsql;

namespace Causeway.Platform.Access.Secrets;

internal static class SecretsRegistration
{
    public static IServiceCollection AddSecrets(this IServiceCollection services, CausewaySettings settings)
    {
        services.AddSingleton(_ => new MasterKeys(settings));
        services.AddSingleton<MasterKeyRotation>();
        services.AddSingleton<SecretVault>();
        services.AddSingleton<IExceptionTranslator, SecretProblems>();
        // The name is part of every key's derivation: another name, or none, opens nothing that this one stored.
        services.AddDataProtection().SetApplicationName("Causeway");
        services.AddOptions<KeyManagementOptions>().Configure<NpgsqlDataSource, MasterKeys>((options, database, master) =>
        {
            options.XmlRepository = new KeyRingTable(database, master);
            options.XmlEncryptor = new MasterKeyXmlEncryptor(master);
        });
        return services;
    }
}
