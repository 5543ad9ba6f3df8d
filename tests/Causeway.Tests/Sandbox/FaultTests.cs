using System.Net;
using System.Text;
using Causeway.Sandbox;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Sandbox;

public sealed class FaultTests
{
    [Fact]
    public async Task A_refusal_strikes_the_calls_it_is_for_as_often_as_it_says()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        await desk.PostAsync("faults", new { kind = "status", status = 429, retry_after = 7, model = "crm.tag", times = 2, after = 1 });

        (await StatusAsync(desk, "crm.tag")).ShouldBe(HttpStatusCode.OK);
        using var refused = await CallAsync(desk, "crm.tag");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        (await StatusAsync(desk, "crm.stage")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(desk, "crm.tag")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await StatusAsync(desk, "crm.tag")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_fault_stands_until_it_is_cleared()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        var id = (int)(await desk.PostAsync("faults", new { kind = "status", status = 502 }))!["id"]!;
        (await StatusAsync(desk, "crm.tag")).ShouldBe(HttpStatusCode.BadGateway);
        (await StatusAsync(desk, "crm.tag")).ShouldBe(HttpStatusCode.BadGateway);
        await desk.ControlAsync(HttpMethod.Delete, $"faults/{id}");
        (await StatusAsync(desk, "crm.tag")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_misspelt_fault_is_refused_with_the_reason()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        (await Should.ThrowAsync<InvalidOperationException>(() => desk.PostAsync("faults", new { kind = "status", modle = "crm.tag" }))).Message.ShouldContain("modle");
    }

    [Fact]
    public async Task A_dropped_call_has_no_effect_or_all_of_it()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        await desk.PostAsync("faults", new { kind = "drop", method = "create", times = 1 });
        await Should.ThrowAsync<HttpRequestException>(() => CreateTagAsync(desk, "before"));
        await desk.PostAsync("faults", new { kind = "drop", method = "create", times = 1, after_commit = true });
        await Should.ThrowAsync<HttpRequestException>(() => CreateTagAsync(desk, "after"));

        (await desk.Admin.SearchAsync("crm.tag", new object[] { new object[] { "name", "=", "before" } })).ShouldBeEmpty();
        (await desk.Admin.SearchAsync("crm.tag", new object[] { new object[] { "name", "=", "after" } })).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_truncated_answer_breaks_off_where_it_says()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        await desk.PostAsync("faults", new { kind = "truncate", bytes = 10, times = 1 });
        using var response = await CallAsync(desk, "crm.tag");
        var buffer = new byte[10];
        await using var body = await response.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(buffer);
        Encoding.ASCII.GetString(buffer).ShouldBe("{\"jsonrpc\"");
        await Should.ThrowAsync<IOException>(async () => await body.ReadExactlyAsync(buffer));
    }

    [Fact]
    public async Task A_latency_holds_the_answer_back()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        await desk.PostAsync("faults", new { kind = "latency", milliseconds = 60_000, method = "search" });
        using var impatient = new CancellationTokenSource();
        var call = CallAsync(desk, "crm.tag", ct: impatient.Token);
        (await StatusAsync(desk, "crm.tag", "search_count")).ShouldBe(HttpStatusCode.OK);
        call.IsCompleted.ShouldBeFalse();
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task A_held_call_goes_on_when_its_fault_is_cleared()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        await desk.PostAsync("faults", new { kind = "hold", method = "search", times = 1 });
        var call = CallAsync(desk, "crm.tag");
        (await StatusAsync(desk, "crm.tag", "search_count")).ShouldBe(HttpStatusCode.OK);
        call.IsCompleted.ShouldBeFalse();
        await desk.ControlAsync(HttpMethod.Delete, "faults");
        (await call).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_application_error_is_said_in_the_transports_own_way()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        await desk.PostAsync("faults", new { kind = "error", error = "psycopg2.errors.SerializationFailure", message = "could not serialize access", times = 2 });
        foreach (var transport in new[] { "jsonrpc", "xmlrpc" })
        {
            var fault = await Wires.FaultAsync(() => desk.As(desk.Server.Admin, transport).SearchAsync("crm.tag", Array.Empty<object>()));
            fault.Name.ShouldBe("psycopg2.errors.SerializationFailure");
            fault.Text.ShouldBe("could not serialize access");
        }
    }

    [Fact]
    public async Task A_poisoned_record_fails_every_page_that_it_is_on()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        await desk.PostAsync("poison", new { model = "crm.lead", id = 5, message = "division by zero" });
        object Page(int from, int to) => new { domain = new object[] { new object[] { "id", ">=", from }, new object[] { "id", "<=", to } }, fields = new[] { "name" }, context = new { active_test = false } };

        (await Wires.FaultAsync(() => desk.Admin.CallAsync("crm.lead", "search_read", Page(1, 10)))).Text.ShouldBe("division by zero");
        (await desk.Admin.CallAsync("crm.lead", "search_read", Page(6, 10)))!.AsArray().Count.ShouldBe(5);
        (await desk.Admin.SearchAsync("crm.lead", new object[] { new object[] { "id", "=", 5 } }, new { active_test = false })).ShouldBe([5]);
        await desk.ControlAsync(HttpMethod.Delete, "poison");
        (await desk.Admin.CallAsync("crm.lead", "search_read", Page(1, 10)))!.AsArray().Count.ShouldBe(10);
    }

    [Fact]
    public async Task Calls_are_counted_by_model_and_method()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        await desk.Admin.SearchAsync("crm.tag", Array.Empty<object>());
        await desk.Admin.SearchAsync("crm.tag", Array.Empty<object>());
        await desk.As(desk.Server.Admin, "xmlrpc").SearchAsync("crm.tag", Array.Empty<object>());

        var counts = (await desk.ControlAsync(HttpMethod.Get, "calls"))!.AsArray().Select(count => $"{count!["transport"]} {count["model"]} {count["method"]} {count["count"]}");
        counts.ShouldBe(["jsonrpc crm.tag search 2", "xmlrpc crm.tag search 1"], ignoreOrder: true);
        await desk.ControlAsync(HttpMethod.Delete, "calls");
        (await desk.ControlAsync(HttpMethod.Get, "calls"))!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Rights_are_taken_from_one_user_and_given_back()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        var seller = desk.As(desk.User(SandboxRole.OwnDocuments));
        await desk.PostAsync("access", new { login = seller.Login, model = "crm.lead", rights = new[] { "read" } });

        (await Wires.FaultAsync(() => seller.SearchAsync("crm.lead", Array.Empty<object>()))).Is("AccessError").ShouldBeTrue();
        (await desk.Admin.SearchAsync("crm.lead", Array.Empty<object>())).ShouldNotBeEmpty();
        await desk.ControlAsync(HttpMethod.Delete, "access");
        (await seller.SearchAsync("crm.lead", Array.Empty<object>())).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Keys_expire_and_are_revoked()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        var admin = desk.Server.Admin;
        async Task<OdooWire> Keyed(object body) => new(desk.Http, "jsonrpc", desk.Server.Database, admin.Id, admin.Login, (string)(await desk.PostAsync("keys", body))!["api_key"]!);
        var lasting = await Keyed(new { login = admin.Login });
        var ending = await Keyed(new { login = admin.Login, seconds = 3600 });

        await ending.SearchAsync("crm.tag", Array.Empty<object>());
        await desk.PostAsync("clock", new { seconds = 7200 });
        (await Wires.FaultAsync(() => ending.SearchAsync("crm.tag", Array.Empty<object>()))).Is("AccessDenied").ShouldBeTrue();
        await lasting.SearchAsync("crm.tag", Array.Empty<object>());
        await desk.ControlAsync(HttpMethod.Delete, "keys", new { api_key = lasting.Secret });
        (await Wires.FaultAsync(() => lasting.SearchAsync("crm.tag", Array.Empty<object>()))).Is("AccessDenied").ShouldBeTrue();
    }

    private static Task CreateTagAsync(SandboxDesk desk, string name) => desk.Admin.CallAsync("crm.tag", "create", new { vals_list = new[] { new { name } } });

    private static async Task<HttpStatusCode> StatusAsync(SandboxDesk desk, string model, string method = "search")
    {
        using var response = await CallAsync(desk, model, method);
        return response.StatusCode;
    }

    private static Task<HttpResponseMessage> CallAsync(SandboxDesk desk, string model, string method = "search", CancellationToken ct = default)
    {
        var body = $$$"""{"jsonrpc":"2.0","method":"call","id":1,"params":{"service":"object","method":"execute_kw","args":["sandbox",2,"admin","{{{model}}}","{{{method}}}",[[]]]}}""";
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/jsonrpc", UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        return desk.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
    }
}
