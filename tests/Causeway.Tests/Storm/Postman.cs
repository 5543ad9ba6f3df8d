using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Causeway.Tests.Storm;

/// <summary>
/// Carries word of changes to Causeway's webhook: at once or late, twice, out of order, or never; some of it before the
/// change is committed, and some while there is no server to hear it.
/// </summary>
internal sealed class Postman(StormProcess server, int seed)
{
    private readonly Random random = new(seed);
    private readonly ConcurrentBag<Task> underway = [];

    public int Sent { get; private set; }

    public void Tell(string model, string action, IReadOnlyCollection<int> ids)
    {
        if (ids.Count == 0 || random.Next(3) == 0)
            return;
        var times = random.Next(4) == 0 ? 2 : 1;
        for (var i = 0; i < times; i++)
            underway.Add(DeliverAsync(model, action, [.. ids.Take(1_000)], TimeSpan.FromMilliseconds(random.Next(2) == 0 ? 0 : random.Next(4_000))));
    }

    public Task FinishAsync() => Task.WhenAll(underway);

    private async Task DeliverAsync(string model, string action, int[] ids, TimeSpan late)
    {
        var text = JsonSerializer.Serialize(new { model, action, record_ids = ids });
        await Task.Delay(late);
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(StormProcess.WebhookSecret), Encoding.UTF8.GetBytes($"{timestamp}.{text}"));
        using var content = new StringContent(text, Encoding.UTF8, "application/json");
        await server.TrySendAsync(HttpMethod.Post, "/api/webhooks/odoo", content, ("X-Odoo-Timestamp", timestamp), ("X-Odoo-Signature", $"sha256={Convert.ToHexStringLower(signature)}"));
        Sent++;
    }
}
