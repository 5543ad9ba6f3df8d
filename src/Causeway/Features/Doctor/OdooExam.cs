using System.Runtime.CompilerServices;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Hosts;
using Causeway.Odoo;
using Causeway.Platform;
using Causeway.Platform.Access.Secrets;
using Causeway.Platform.Settings;
using Npgsql;

namespace Causeway.Features.Doctor;

/// <summary>Each Odoo that we know of: the one in the settings, and those stored.</summary>
internal static class OdooExam
{
    /// <param name="settings">What is in force.</param>
    /// <param name="database">Null when it cannot be used: then only the Odoo of the settings is tried.</param>
    /// <param name="cancellationToken">Stops the exam.</param>
    public static async IAsyncEnumerable<Finding> RunAsync(
        CausewaySettings settings, NpgsqlDataSource? database, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var network = new OdooNetwork(settings, TimeProvider.System);
        var test = new ConnectionTest(network, TimeProvider.System);

        var named = OfSettings(settings);
        if (named is not null)
            yield return await TryAsync(test, named, cancellationToken);
        var stored = database is null ? [] : await StoredAsync(database, cancellationToken);
        if (named is null && stored.Count == 0)
            yield return new Finding(Verdict.Warning, "odoo", "no connection yet: set ODOO_URL and its companions, or add one on the connection page");
        foreach (var connection in stored.Where(connection => !IsSame(connection, named)))
            yield return await TryStoredAsync(settings, database!, test, connection, cancellationToken);
    }

    private static OdooOptions? OfSettings(CausewaySettings settings) =>
        settings is { OdooUrl: { } url, OdooDb: { } database, OdooUser: { } user, OdooApiKey: { } secret }
            ? new OdooOptions { Url = url, Database = database, Username = user, Secret = secret }
            : null;

    private static bool IsSame(OdooConnection stored, OdooOptions? named) =>
        named is not null && new Uri(stored.Url) == named.Url && stored.Database == named.Database && stored.Username == named.Username;

    private static async Task<IReadOnlyList<OdooConnection>> StoredAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        try
        {
            return await new ConnectionStore(database).AllAsync(cancellationToken);
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            // Not migrated yet.
            return [];
        }
    }

    private static async Task<Finding> TryStoredAsync(
        CausewaySettings settings, NpgsqlDataSource database, ConnectionTest test, OdooConnection stored, CancellationToken cancellationToken)
    {
        try
        {
            await using var server = CausewayServer.Build(settings, database);
            return await TryAsync(test, server.Services.GetRequiredService<OdooClients>().Options(stored), cancellationToken);
        }
        catch (Exception failure) when (failure is UnreadableSecretException or StartRefusedException)
        {
            return new Finding(Verdict.Wrong, "odoo", $"{stored.Url}: {failure.Message}");
        }
    }

    private static async Task<Finding> TryAsync(ConnectionTest test, OdooOptions options, CancellationToken cancellationToken)
    {
        var findings = await test.RunAsync(options, isPersonal: false, cancellationToken);
        if (!findings.Success)
            return new Finding(Verdict.Wrong, "odoo", $"{options.Url}: {findings.Message}");
        string[] lacks =
        [
            .. findings.MissingModels.Select(model => $"{model} is not installed there"),
            .. findings.MissingRights.Select(model => $"{options.Username} may not read {model}"),
        ];
        return new Finding(
            lacks.Length == 0 ? Verdict.Ok : Verdict.Warning,
            "odoo",
            $"{options.Url}: {findings.Message} ({TransportNames.Of(findings.Transport)}, {findings.LatencyMs} ms){string.Concat(lacks.Select(lack => $"; {lack}"))}");
    }
}
