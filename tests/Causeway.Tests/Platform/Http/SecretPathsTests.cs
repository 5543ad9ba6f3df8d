using System.Diagnostics;
using System.Net;
using Causeway.Tests.Infrastructure;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Http;

/// <summary>Secrets in paths, under a framework that is told to log and trace every request.</summary>
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

        using var answer = await server.Client.PostAsync(path + "?event=saved", new StringContent("{}"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain(Secret);
        // Kestrel's own lines tell of connections, not of paths; what the client under test traces is not ours.
        server.Logs.Text.ShouldContain("webhooks/odoo/-?event=saved");
        server.Logs.Text.ShouldNotContain(Secret);
        lock (traced)
            traced.Where(line => line.Contains("HttpRequestIn", StringComparison.Ordinal) || line.Contains("http.route", StringComparison.Ordinal)).ShouldAllBe(line => !line.Contains(Secret));
    }
}
