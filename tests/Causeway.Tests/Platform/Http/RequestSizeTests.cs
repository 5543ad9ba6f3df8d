using System.Net;
using System.Text;
using Causeway.Tests.Platform.Access;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Http;

/// <summary>Bodies that are too large, too deep or too many: a problem, whatever route they are sent to.</summary>
public sealed class RequestSizeTests(AccessServer access) : IClassFixture<AccessServer>
{
    private const int OneMebibyte = 1024 * 1024;

    [Theory]
    [InlineData("/api/auth/login", "application/json", false)]
    [InlineData("/api/auth/login", "application/json", true)]
    [InlineData("/api/auth/token", "application/x-www-form-urlencoded", false)]
    [InlineData("/api/auth/token", "application/x-www-form-urlencoded", true)]
    [InlineData("/api/webhooks/odoo", "application/json", false)]
    [InlineData("/api/webhooks/odoo", "application/json", true)]
    public async Task A_body_over_one_mebibyte_is_a_413_whether_its_length_is_told_or_not(string path, string type, bool chunked)
    {
        var body = Encoding.ASCII.GetBytes(type == "application/json" ? $$"""{"username": "{{new string('a', OneMebibyte)}}"}""" : $"username={new string('a', OneMebibyte)}");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new(type);
        request.Headers.TransferEncodingChunked = chunked;
        // Else the answer may come, and the connection end, while the body is still on its way.
        request.Headers.ExpectContinue = true;

        await ShouldBeAProblemAsync(await access.Client.SendAsync(request), HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("/api/auth/login", "[", "]")]
    [InlineData("/api/auth/login", "{\"username\":", "}")]
    [InlineData("/api/auth/tokens", "{\"name\":", "}")]
    [InlineData("/api/auth/tokens", "{\"scopes\":[", "]}")]
    [InlineData("/api/auth/relink-odoo", "{\"api_key\":", "}")]
    [InlineData("/api/connections", "{\"models\":[", "]}")]
    public async Task A_body_that_is_nested_deeply_is_a_400(string path, string open, string close)
    {
        var admin = await access.SignInAsAdminAsync();
        var body = string.Concat(Enumerable.Repeat(open, 50_000)) + "1" + string.Concat(Enumerable.Repeat(close, 50_000));
        using var request = AccessServer.Request(HttpMethod.Post, path, admin.Token);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");

        await ShouldBeAProblemAsync(await access.Client.SendAsync(request), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_form_of_very_many_fields_is_a_400()
    {
        using var content = new FormUrlEncodedContent(Enumerable.Range(0, 5_000).Select(i => KeyValuePair.Create($"f{i}", "x")));

        await ShouldBeAProblemAsync(await access.Client.PostAsync("/api/auth/token", content), HttpStatusCode.BadRequest);
    }

    private static async Task ShouldBeAProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        using (answer)
        {
            answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync());
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
    }
}
