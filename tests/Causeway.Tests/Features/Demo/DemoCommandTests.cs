using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Demo;

/// <summary>What somebody sees who types <c>./causeway demo</c>.</summary>
public sealed class DemoCommandTests : IDisposable
{
    private readonly string _directory = TestDirectory.New();

    [Fact]
    public async Task It_copies_a_company_and_every_sign_in_that_it_prints_works()
    {
        using var demo = TestProgram.Start("demo", ("DATA_DIR", _directory), ("PORT", "0"));
        await demo.LineAsync("Ctrl+C ends it");
        var address = demo.Lines.Single(line => line.StartsWith("Causeway ", StringComparison.Ordinal)).Split(" is at ")[1];
        using var client = new HttpClient { BaseAddress = new Uri(address) };

        demo.Lines.ShouldContain(line => line.Contains(" 100 %  ", StringComparison.Ordinal));
        (await LeadsAsync(client, await TokenAsync(client, "/api/auth/login", new { username = "admin", password = "causeway-demo" }))).ShouldBeGreaterThan(40);
        var people = demo.Lines.Where(line => line.EndsWith(", Direct Sales", StringComparison.Ordinal)).ToList();
        people.Count.ShouldBeGreaterThan(1);
        foreach (var person in people)
        {
            var words = person.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            (await LeadsAsync(client, await TokenAsync(client, "/api/login", new { username = words[0], api_key = words[1] }))).ShouldBeInRange(1, 40);
        }
    }

    [Fact]
    public async Task The_next_start_begins_anew()
    {
        for (var start = 0; start < 2; start++)
        {
            using var demo = TestProgram.Start("demo", ("DATA_DIR", _directory), ("PORT", "0"));
            await demo.LineAsync("Done in");
        }
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static async Task<string> TokenAsync(HttpClient client, string route, object body)
    {
        using var response = await client.PostAsJsonAsync(route, body);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    private static async Task<int> LeadsAsync(HttpClient client, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/crm/leads") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var response = await client.SendAsync(request);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("pagination").GetProperty("total").GetInt32();
    }
}
