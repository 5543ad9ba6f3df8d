using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Causeway.Odoo;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Odoo;

/// <summary>Each way of not reaching Odoo has a kind, an obstacle and a message of its own.</summary>
public sealed class ConnectionFaultsTests
{
    private const string Secret = "fakekey-0123456789";

    [Fact]
    public async Task A_name_that_does_not_resolve()
    {
        var error = await ProbeAsync(new Uri("http://no-such-host.invalid:8069"));
        (error.Kind, error.Obstacle).ShouldBe((OdooErrorKind.Unreachable, OdooObstacle.Dns));
    }

    [Fact]
    public async Task A_port_that_nobody_listens_at()
    {
        Uri url;
        await using (var gone = new LoopbackServer(_ => Reply.Nothing))
            url = gone.Url;
        var error = await ProbeAsync(url);
        (error.Kind, error.Obstacle, error.IsTransient).ShouldBe((OdooErrorKind.Unreachable, OdooObstacle.Refused, true));
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using var server = new LoopbackServer(_ => Reply.Nothing, async stream =>
        {
            var secure = new SslStream(stream);
            await secure.AuthenticateAsServerAsync(certificate);
            return secure;
        });
        var error = await ProbeAsync(new Uri($"https://127.0.0.1:{server.Port}"));
        (error.Kind, error.Obstacle, error.IsTransient).ShouldBe((OdooErrorKind.Unreachable, OdooObstacle.Tls, false));
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_port_without_TLS_behind_an_https_address()
    {
        await using var server = new LoopbackServer(_ => Reply.Nothing, async stream =>
        {
            await stream.ReadExactlyAsync(new byte[16]);
            await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
            return stream;
        });
        var error = await ProbeAsync(new Uri($"https://127.0.0.1:{server.Port}"));
        (error.Kind, error.Obstacle).ShouldBe((OdooErrorKind.Unreachable, OdooObstacle.Tls));
    }

    [Fact]
    public async Task A_port_that_does_not_speak_HTTP()
    {
        await using var server = new LoopbackServer(_ => new Reply([.. "SSH-2.0-OpenSSH_9.2\r\n"u8]));
        (await ProbeAsync(server.Url)).Kind.ShouldBe(OdooErrorKind.NotOdoo);
    }

    [Theory]
    [InlineData(200, "text/html", "<html>It works!</html>", OdooErrorKind.NotOdoo, OdooObstacle.None)]
    [InlineData(200, "application/json", "{\"status\": \"pass\"}", OdooErrorKind.NotOdoo, OdooObstacle.None)]
    [InlineData(200, "application/json", "{\"jsonrpc\": \"2.0\", \"result\": {\"version\": 3}}", OdooErrorKind.NotOdoo, OdooObstacle.None)]
    [InlineData(200, "text/xml", "<rss></rss>", OdooErrorKind.NotOdoo, OdooObstacle.None)]
    [InlineData(200, "application/json", "not json", OdooErrorKind.Malformed, OdooObstacle.None)]
    [InlineData(404, "text/html", "<html>nginx</html>", OdooErrorKind.NotOdoo, OdooObstacle.None)]
    [InlineData(405, "text/html", "<html>nginx</html>", OdooErrorKind.NotOdoo, OdooObstacle.None)]
    [InlineData(401, "text/html", "<html>Authorization Required</html>", OdooErrorKind.BadCredentials, OdooObstacle.None)]
    [InlineData(403, "text/html", "<html>blocked by the firewall</html>", OdooErrorKind.Unreachable, OdooObstacle.Gateway)]
    [InlineData(413, "text/html", "<html>too large</html>", OdooErrorKind.BadCall, OdooObstacle.None)]
    [InlineData(500, "text/html", "<html>Internal Server Error</html>", OdooErrorKind.Unreachable, OdooObstacle.Gateway)]
    [InlineData(502, "text/html", "<html>Bad Gateway</html>", OdooErrorKind.Unreachable, OdooObstacle.Gateway)]
    [InlineData(504, "text/html", "<html>Gateway Timeout</html>", OdooErrorKind.TimedOut, OdooObstacle.None)]
    public async Task An_answer_that_is_none_of_Odoos(int status, string contentType, string body, OdooErrorKind kind, OdooObstacle obstacle)
    {
        await using var server = new LoopbackServer(_ => Reply.Http(status, contentType, body));
        foreach (var transport in new OdooTransport?[] { OdooTransport.JsonRpc, null })
        {
            var error = await ProbeAsync(server.Url, transport);
            (error.Kind, error.Obstacle).ShouldBe((kind, obstacle), $"over {transport?.ToString() ?? "the best transport"}");
        }
    }

    [Fact]
    public async Task A_redirect_says_where_to_and_is_not_followed()
    {
        await using var elsewhere = new LoopbackServer(_ => Reply.Nothing);
        await using var server = new LoopbackServer(_ => Reply.Html("moved", 301, ("Location", $"http://127.0.0.1:{elsewhere.Port}/odoo?token=1")));
        var error = await ProbeAsync(server.Url);
        error.Kind.ShouldBe(OdooErrorKind.NotOdoo);
        error.Message.ShouldContain($"http://127.0.0.1:{elsewhere.Port}/odoo:");
        error.Message.ShouldNotContain("token");
        elsewhere.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_told_by_JSON_2_with_a_page()
    {
        await using var odoo = new ScriptedOdoo(OdooTransport.Json2, _ => Reply.Html("<p>No database is selected and the requested URL was not found</p>", 404));
        var error = await Should.ThrowAsync<OdooException>(() => odoo.Client.AuthenticateAsync(TestContext.Current.CancellationToken));
        error.Kind.ShouldBe(OdooErrorKind.NoDatabase);
    }

    [Fact]
    public void Options_do_not_print_the_secret_or_the_user_info_of_the_address()
    {
        var options = new OdooOptions { Url = new Uri("https://user:hidden@odoo.test/prefix?key=hidden"), Database = "testdb", Username = "admin", Secret = Secret };
        options.ToString().ShouldBe("OdooOptions { Url = https://odoo.test/prefix, Database = testdb, Username = admin, Transport = best }");
    }

    [Theory]
    [InlineData("ftp://odoo.test", "key", "db")]
    [InlineData("http://odoo.test", "key\n", "db")]
    [InlineData("http://odoo.test", "key", "db\r\nX-Other: 1")]
    public void Options_that_cannot_work_are_refused_at_once(string url, string secret, string database)
    {
        using var http = OdooClient.CreateHttpClient();
        Should.Throw<ArgumentException>(() => new OdooClient(new OdooOptions { Url = new Uri(url), Database = database, Username = "admin", Secret = secret }, http));
    }

    private static async Task<OdooException> ProbeAsync(Uri url, OdooTransport? transport = null)
    {
        using var http = OdooClient.CreateHttpClient();
        using var client = new OdooClient(new OdooOptions { Url = url, Database = "testdb", Username = "admin", Secret = Secret, Transport = transport, MaxAttempts = 1 }, http);
        var error = await Should.ThrowAsync<OdooException>(() => client.AuthenticateAsync(TestContext.Current.CancellationToken));
        error.ToString().ShouldNotContain(Secret);
        return error;
    }
}
