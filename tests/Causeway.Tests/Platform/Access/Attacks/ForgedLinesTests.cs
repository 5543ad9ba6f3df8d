using System.Net;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Access.Attacks;

/// <summary>Line breaks in what a caller sends: no line of the log and no header of the answer begins with the caller's words.</summary>
public sealed class ForgedLinesTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private const string Forged = "FORGED: by a caller";

    private readonly MirrorServer mirror = shared.Mirror;

    [Theory]
    [InlineData("GET", "/api/crm/leads%0d%0aFORGED:%20by%20a%20caller")]
    [InlineData("GET", "/api/crm/leads?sort_by=%0d%0aFORGED:%20by%20a%20caller")]
    [InlineData("GET", "/api/crm/leads?q=%0d%0aFORGED:%20by%20a%20caller")]
    [InlineData("GET", "/api/crm/leads?connection=%0d%0aFORGED:%20by%20a%20caller")]
    [InlineData("GET", "/api/crm/leads?%0d%0aFORGED:%20by%20a%20caller=1")]
    [InlineData("GET", "/api/records/crm.lead%0d%0aFORGED:%20by%20a%20caller")]
    [InlineData("GET", "/api/changes?since=%0d%0aFORGED:%20by%20a%20caller")]
    [InlineData("GET", "/api/integrations/odoo/fields/crm.lead%0d%0aFORGED:%20by%20a%20caller")]
    [InlineData("POST", "/api/webhooks/odoo/%0d%0aFORGED:%20by%20a%20caller")]
    [InlineData("GET", "/%0d%0aFORGED:%20by%20a%20caller")]
    public async Task In_an_address(string method, string path)
    {
        var answer = await mirror.Admin.SendAsync(new HttpMethod(method), path, (object?)null);

        ((int)answer.Status).ShouldBeLessThan(500);
        ShouldBeForgedNowhere(answer);
    }

    [Theory]
    [InlineData("/api/auth/login", "username")]
    [InlineData("/api/login", "username")]
    [InlineData("/api/auth/register", "full_name")]
    [InlineData("/api/auth/tokens", "name")]
    [InlineData("/api/crm/leads", "name")]
    [InlineData("/api/connections", "name")]
    [InlineData("/api/integrations/odoo/test", "database")]
    public async Task In_a_member_of_a_body(string path, string member)
    {
        var body = new Dictionary<string, object>
        {
            ["/api/auth/login"] = new { username = Sent, password = "x" },
            ["/api/login"] = new { username = Sent, api_key = Sent },
            ["/api/auth/register"] = new { username = "forger", email = "forger@example.com", password = AccessServer.Password, full_name = Sent },
            ["/api/auth/tokens"] = new { name = Sent, scopes = new[] { Sent } },
            ["/api/crm/leads"] = new { name = Sent },
            ["/api/connections"] = new { name = Sent, url = mirror.Odoo.Url, database = "x", username = "x", api_key = "x" },
            ["/api/integrations/odoo/test"] = new { url = mirror.Odoo.Url, database = Sent, username = "x", api_key = "x" },
        }[path];
        body.GetType().GetProperty(member).ShouldNotBeNull();

        var answer = await mirror.Admin.PostAsync(path, body);

        ((int)answer.Status).ShouldBeLessThan(500);
        ShouldBeForgedNowhere(answer);
    }

    [Theory]
    [InlineData("User-Agent")]
    [InlineData("X-Connection")]
    [InlineData("X-Forwarded-For")]
    [InlineData("If-None-Match")]
    [InlineData("Idempotency-Key")]
    [InlineData("Last-Event-ID")]
    public async Task In_a_header_what_is_left_of_one_comes_back_in_none(string header)
    {
        var answer = await mirror.Admin.GetAsync("/api/crm/leads", (header, $"1\t{Forged}"));

        answer.Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.BadRequest);
        ShouldBeForgedNowhere(answer);
    }

    private static string Sent => $"somebody\r\n{Forged}";

    private void ShouldBeForgedNowhere(ApiAnswer answer)
    {
        answer.Headers.Concat(answer.ContentHeaders).ShouldAllBe(header => header.Key != "FORGED" && !header.Value.Any(value => value.Contains(Forged)));
        mirror.Server.Logs.Lines.Where(line => line.Message.Split('\n', '\r').Skip(1).Any(part => part.StartsWith("FORGED", StringComparison.Ordinal))).ShouldBeEmpty();
    }
}
