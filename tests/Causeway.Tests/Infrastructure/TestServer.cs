using System.Net;
using Causeway.Platform.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Causeway.Tests.Infrastructure;

/// <summary>The real server in this process, on real HTTP at a free port of the loopback address.</summary>
public sealed class TestServer : IAsyncDisposable
{
    /// <summary>The same for all, since a class's servers share its database.</summary>
    public static readonly string MasterKey = Convert.ToBase64String(new byte[32]);

    private readonly WebApplication _server;
    private readonly string _dataDirectory;
    private readonly TimeProvider _clock;

    private TestServer(WebApplication server, string dataDirectory, TimeProvider clock, TestLogs logs)
    {
        _server = server;
        _dataDirectory = dataDirectory;
        _clock = clock;
        Logs = logs;
        Address = new Uri(server.Urls.Single());
        Client = NewClient();
    }

    public Uri Address { get; }

    /// <summary>Keeps cookies, follows no redirect.</summary>
    public HttpClient Client { get; }

    /// <summary>The clock that stands still, unless the server was started with another.</summary>
    public TestClock Clock => (TestClock)_clock;

    public TestLogs Logs { get; }

    public IServiceProvider Services => _server.Services;

    internal static async Task<TestServer> StartAsync(NpgsqlDataSource database, Func<CausewaySettings, CausewaySettings>? with = null, TimeProvider? time = null, Action<ILoggingBuilder>? logging = null, Action<IServiceCollection>? services = null)
    {
        var (clock, logs, dataDirectory) = (time ?? new TestClock(), new TestLogs(), TestDirectory.New());
        Directory.CreateDirectory(dataDirectory);
        var settings = new CausewaySettings
        {
            Listen = IPAddress.Loopback,
            Port = 0,
            DataDir = dataDirectory,
            MasterKey = MasterKey,
            OdooCallsPerMinute = 1_000_000,
            RequestsPerMinute = 1_000_000,
            AnonymousRequestsPerMinute = 1_000_000,
            SignInsPerMinute = 1_000_000,
        };
        var server = CausewayServer.Build(with?.Invoke(settings) ?? settings, database, builder =>
        {
            builder.Services.AddSingleton(clock);
            builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Debug);
            logging?.Invoke(builder.Logging);
            services?.Invoke(builder.Services);
        });
        try
        {
            await server.StartAsync();
            return new TestServer(server, dataDirectory, clock, logs);
        }
        catch
        {
            await server.DisposeAsync();
            Directory.Delete(dataDirectory, recursive: true);
            throw;
        }
    }

    internal T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Another caller, with cookies of its own.</summary>
    public HttpClient NewClient() => new(new Patient(Logs) { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false } })
    {
        BaseAddress = Address,
    };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.StopAsync();
        await _server.DisposeAsync();
        Directory.Delete(_dataDirectory, recursive: true);
    }

    /// <summary>Waits for an answer as long as a busy machine may need; without one it tells what the server was at.</summary>
    private sealed class Patient(TestLogs logs) : DelegatingHandler
    {
        private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Limit);
            try
            {
                return await base.SendAsync(request, limit.Token);
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                var lines = logs.Lines.TakeLast(40).Select(line => $"{line.Category}: {line.Message} {line.Exception?.Message}");
                throw new TimeoutException($"{request.Method} {request.RequestUri} was not answered within {Limit.TotalSeconds} s. The server's last lines:\n{string.Join('\n', lines)}", exception);
            }
        }
    }
}
