using System.Diagnostics;
using System.Net;
using Causeway.Tests.Infrastructure;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Http;

/// <summary>Secrets in URLs, under a framework that is told to log and trace every request.</summary>
public sealed class SecretPathsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Secret = "s3cret-part-of-the-path";

    [Theory]
    [InlineData("/api/webhooks/odoo/" + Secret)]
    [InlineData("/api/v1/webhooks/odoo/" + Secret)]
    [InlineData("/API/Webhooks/Odoo/" + Secret)]
    [InlineData("/api/webhooks/odoo/" + Secret + "/and/below")]
    public async Task Neither_logs_nor_traces_nor_answers_have_them(string path)
    {
        var log = await RefusedAsync(HttpMethod.Post, path + "?event=saved");

        // Kestrel's own lines tell of connections, not of paths; what the client under test traces is not ours.
        log.ShouldContain("webhooks/odoo/-?event=saved");
    }

    [Theory]
    [InlineData("/api/tasks/calendar.ics?token=" + Secret)]
    [InlineData("/api/v1/tasks/calendar.ics?TOKEN=" + Secret)]
    [InlineData("/api/tasks/calendar.ics/?%74oken=" + Secret)]
    [InlineData("/api/tasks/calendar.ics?token=a&token=" + Secret)]
    [InlineData("/api/tasks?token=" + Secret)]
    public async Task Nor_a_token_in_a_query(string path)
    {
        var log = await RefusedAsync(HttpMethod.Get, path);

        log.ShouldContain("oken=-", Case.Insensitive);
    }

    private async Task<string> RefusedAsync(HttpMethod method, string path)
    {
        var traced = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (traced)
                    traced.Add($"{activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}");
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var server = await TestServer.StartAsync(database.DataSource, logging: logging => logging.AddFilter("Microsoft.AspNetCore", LogLevel.Trace));

        using var answer = await server.Client.SendAsync(new HttpRequestMessage(method, path) { Content = method == HttpMethod.Post ? new StringContent("{}") : null });

        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain(Secret);
        server.Logs.Text.ShouldNotContain(Secret);
        lock (traced)
            traced.Where(line => line.Contains("HttpRequestIn", StringComparison.Ordinal) || line.Contains("http.route", StringComparison.Ordinal)).ShouldAllBe(line => !line.Contains(Secret));
        return server.Logs.Text;
    }
}
