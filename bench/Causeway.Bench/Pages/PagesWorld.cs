using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Causeway.Bench.Lists;
using Causeway.Bench.Processes;
using Causeway.Odoo;
using Causeway.Platform.Access.Sessions;
using Causeway.Platform.Database;

namespace Causeway.Bench.Pages;

/// <summary>
/// A server over a sandbox that tells it of changes by webhook, in eight stages. Both are thrown away: the sandbox keeps
/// nothing, and a mirror without it could take no move.
/// </summary>
internal sealed class PagesWorld : IAsyncDisposable
{
    private readonly Scratch scratch;
    private readonly SandboxProcess sandbox;
    private readonly HttpClient odooHttp = OdooClient.CreateHttpClient();

    private PagesWorld(Scratch scratch, SandboxProcess sandbox, ServerProcess server)
    {
        (this.scratch, this.sandbox, Server) = (scratch, sandbox, server);
        Odoo = new OdooClient(sandbox.Odoo, odooHttp);
    }

    public ServerProcess Server { get; }

    /// <summary>Odoo itself, as its administrator.</summary>
    public OdooClient Odoo { get; }

    /// <summary>The session of Causeway's administrator, who sees every lead.</summary>
    public required string Session { get; init; }

    /// <summary>Sessions of people who each see something else, where the company was asked to have them.</summary>
    public required IReadOnlyList<string> Colleagues { get; init; }

    /// <summary>The server process of the private PostgreSQL.</summary>
    public required int Postmaster { get; init; }

    public static async Task<PagesWorld> OpenAsync(BenchOptions options, int leads, bool withColleagues, CancellationToken cancellationToken)
    {
        var place = new Scratch(options);
        Console.WriteLine($"reading {leads.ToString(CultureInfo.InvariantCulture)} leads into {place.Path}");
        var company = await SandboxProcess.StartAsync(leads, options.Port + 1, cancellationToken);
        await EightStages.MakeAsync(company.Odoo, cancellationToken);
        IReadOnlyList<string> colleagues = withColleagues ? await Pages.Colleagues.HireAsync(company.Odoo, cancellationToken) : [];
        // Nothing by schedule: what is measured is the pages.
        var server = await ServerProcess.StartAsync(place.Path, options.Port, company.Odoo, cancellationToken, ("SYNC_INTERVAL_MINUTES", "1440"), ("SIGN_INS_PER_MINUTE", "10000"));
        await server.SyncAsync(cancellationToken);
        await Pages.Colleagues.AddAccountsAsync(await World.ConnectionStringAsync(place.Path, cancellationToken), colleagues, cancellationToken);
        await RestAsync(place.Path, cancellationToken);
        using var installed = await server.Http.PostAsJsonAsync("/api/webhooks/install", new { base_url = server.Url, models = new[] { "crm.lead" } }, cancellationToken);
        if (!installed.IsSuccessStatusCode)
            throw new InvalidOperationException(await installed.Content.ReadAsStringAsync(cancellationToken));
        return new PagesWorld(place, company, server)
        {
            Session = await SignInAsync(server, "admin", ServerProcess.AdminPassword, cancellationToken),
            Colleagues = await Task.WhenAll(colleagues.Select(login => SignInAsync(server, login, Pages.Colleagues.Password, cancellationToken))),
            Postmaster = ProcessFigures.Postmaster(place.Path),
        };
    }

    /// <summary>Somebody's program with their session in its cookie, as a page has it.</summary>
    public HttpClient NewClient(string session)
    {
        var cookies = new CookieContainer();
        cookies.Add(Server.Url, new Cookie(SessionCookie.Name, session));
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AutomaticDecompression = DecompressionMethods.Brotli }) { BaseAddress = Server.Url };
        return http;
    }

    public async ValueTask DisposeAsync()
    {
        Odoo.Dispose();
        odooHttp.Dispose();
        await Server.DisposeAsync();
        await sandbox.DisposeAsync();
        scratch.Dispose();
    }

    /// <summary>What autovacuum would do within minutes.</summary>
    private static async Task RestAsync(string directory, CancellationToken cancellationToken)
    {
        await using var database = DataSources.Create(await World.ConnectionStringAsync(directory, cancellationToken));
        foreach (var statement in (string[])["vacuum analyze", "checkpoint"])
        {
            await using var command = database.CreateCommand(statement);
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task<string> SignInAsync(ServerProcess server, string username, string password, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = server.Url, DefaultRequestHeaders = { { "Origin", server.Url.GetLeftPart(UriPartial.Authority) } } };
        using var answer = await http.PostAsJsonAsync("/api/auth/login", new { username, password, session = true }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0][(SessionCookie.Name.Length + 1)..];
    }
}
