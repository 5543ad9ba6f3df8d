using System.Net;
using Causeway.Sandbox.Access;
using Causeway.Sandbox.Automation;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Models;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Seed;
using Causeway.Sandbox.Wire;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Causeway.Sandbox;

/// <summary>A small Odoo look-alike in memory, served over HTTP on 127.0.0.1.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    /// <summary>Odoo's own limit on a request.</summary>
    private const long MaxRequestBytes = 128 * 1024 * 1024;

    private readonly WebApplication app;
    private readonly Database database;
    private readonly Postman postman;

    private SandboxServer(WebApplication app, Database database, Postman postman, SandboxOptions options, IReadOnlyList<SandboxUser> users)
    {
        this.app = app;
        this.database = database;
        this.postman = postman;
        Url = app.Urls.First();
        Database = options.Database;
        Users = users;
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:41234</c>.</summary>
    public string Url { get; }

    /// <summary>The database name that clients give.</summary>
    public string Database { get; }

    /// <summary>Who can sign in, the administrator first.</summary>
    public IReadOnlyList<SandboxUser> Users { get; }

    /// <summary>The service account.</summary>
    public SandboxUser Admin => Users[0];

    /// <summary>Makes the data and listens.</summary>
    /// <exception cref="NotSupportedException">The version is none that the sandbox knows.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        var data = new Database(options.Database, Catalogue.For(options.Major, options.Automation), new Clock(options.Clock));
        var instance = new Instance(data, new AccessRights(), new AccountRules(), new Poison(), new ApiKeys());
        var users = CompanyData.Sow(instance, options);
        var web = Build(options);
        var post = new Postman(options.Major);
        var routes = new Routes(instance, post, options);
        web.Run(http => routes.HandleAsync(http, http.RequestAborted));
        await web.StartAsync(cancellationToken);
        return new SandboxServer(web, data, post, options, users);
    }

    /// <summary>Stops listening; the data is gone with the object.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => app.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await postman.DisposeAsync();
        database.Dispose();
    }

    private static WebApplication Build(SandboxOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
            kestrel.AddServerHeader = false;
        });
        return builder.Build();
    }
}
