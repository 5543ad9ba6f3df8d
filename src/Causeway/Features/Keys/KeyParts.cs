using Causeway.Platform.Database;
using Causeway.Platform.Observability;
using Causeway.Platform.Settings;

namespace Causeway.Features.Keys;

/// <summary>The database in force and the server's parts over it, of which nothing is started.</summary>
internal sealed class KeyParts : IAsyncDisposable
{
    private readonly ILoggerFactory _logs;
    private readonly CausewayDatabase _database;
    private readonly WebApplication _parts;

    private KeyParts(ILoggerFactory logs, CausewayDatabase database, WebApplication parts) => (_logs, _database, _parts) = (logs, database, parts);

    public static async Task<KeyParts> OpenAsync(CausewaySettings settings, CancellationToken cancellationToken)
    {
        var logs = LoggerFactory.Create(builder => ConsoleLogs.Add(builder.SetMinimumLevel(LogLevel.Warning)));
        var database = await CausewayDatabase.OpenBesideAsync(settings, logs, cancellationToken);
        return new KeyParts(logs, database, CausewayServer.Build(settings, database.DataSource, builder => builder.Logging.AddFilter(category: null, LogLevel.Error)));
    }

    public T Get<T>()
        where T : notnull => _parts.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        await _database.DisposeAsync();
        _logs.Dispose();
    }
}
