using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Causeway.Mirror.Webhooks;
using Causeway.Tests.Infrastructure;
using Dapper;

namespace Causeway.Tests.Mirror.Webhooks;

/// <summary>Somebody outside who sends webhooks, and looks at what became of them.</summary>
internal sealed class WebhookDesk(MirrorServer mirror)
{
    public const string Secret = "a secret that only Odoo knows";
    public const string FormerSecret = "the secret before that one";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Sends our own body, signed as of now by the mirror's clock.</summary>
    public Task<ApiAnswer> TellAsync(string action, string model, params long[] ids) =>
        SendSignedAsync(JsonSerializer.Serialize(new { model, action, record_ids = ids }));

    public Task<ApiAnswer> SendSignedAsync(string body, string? secret = null, DateTimeOffset? at = null, string? signature = null, int? connection = null)
    {
        var timestamp = (at ?? mirror.Clock.GetUtcNow()).ToUnixTimeSeconds().ToString();
        var headers = new List<(string, string)>
        {
            (WebhookSignature.TimestampHeader, timestamp),
            (WebhookSignature.SignatureHeader, signature ?? WebhookSignature.Of(timestamp, Encoding.UTF8.GetBytes(body), Encoding.UTF8.GetBytes(secret ?? Secret))),
        };
        if (connection is { } id)
            headers.Add(("X-Connection", id.ToString()));
        return SendAsync("/api/webhooks/odoo", body, [.. headers]);
    }

    public async Task<ApiAnswer> SendAsync(string path, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await mirror.Server.Client.SendAsync(request);
        return new ApiAnswer(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsStringAsync());
    }

    /// <summary>The body of Odoo's own action.</summary>
    public static string Native(string model, long id, DateTime? writeDate = null) => writeDate is { } at
        ? JsonSerializer.Serialize(new { _action = "Send Webhook Notification(#7)", _id = id, _model = model, id, write_date = at.ToString("yyyy-MM-dd HH:mm:ss.ffffff") })
        : JsonSerializer.Serialize(new { _action = "Send Webhook Notification(#7)", _id = id, _model = model });

    /// <summary>A URL with a secret in it, made by the API; its path alone.</summary>
    public async Task<string> NewPathAsync() =>
        new Uri((await mirror.Admin.PostAsync("/api/webhooks/path")).Expect(HttpStatusCode.OK)["url"].GetString()!).AbsolutePath;

    public async Task<string?> NameAsync(long lead)
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return await db.ExecuteScalarAsync<string?>("select name from odoo.crm_lead where id = @lead and state = 'present'", new { lead });
    }

    public async Task<long> PendingAsync()
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return await db.ExecuteScalarAsync<long>("select count(*) from causeway.webhook_inbox");
    }

    /// <summary>How often what waits has been looked at in vain.</summary>
    public async Task<int> LooksAsync()
    {
        await using var db = await mirror.Database.OpenConnectionAsync();
        return await db.ExecuteScalarAsync<int>("select coalesce(max(looks), -1) from causeway.webhook_inbox");
    }

    /// <summary>Waits until nothing is left to look at.</summary>
    public Task EmptyAsync() => UntilAsync(async () => await PendingAsync() == 0, "the inbox is empty");

    /// <summary>Lets the time of every second look pass; slowly where Odoo is being asked, so that no call times out.</summary>
    public Task AllLooksAsync() => UntilAsync(
        async () =>
        {
            await using var db = await mirror.Database.OpenConnectionAsync();
            var (waiting, due) = await db.QuerySingleAsync<(long, long)>(
                "select count(*), count(*) filter (where look_at <= @now) from causeway.webhook_inbox", new { now = mirror.Clock.GetUtcNow() });
            if (waiting > 0)
                mirror.Clock.Advance(due == 0 ? TimeSpan.FromSeconds(10) : TimeSpan.FromMilliseconds(20));
            return waiting == 0;
        },
        "everything has been looked at");

    public static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"Not within {Patience.TotalSeconds} s: {what}");
            await Task.Delay(10);
        }
    }
}
