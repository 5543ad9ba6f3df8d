using System.Net;
using Causeway.Mirror.Connections.Hosts;
using Causeway.Odoo;
using Causeway.Platform.Settings;
using Causeway.Sandbox;
using Causeway.Tests.Odoo;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Connections.Hosts;

/// <summary>Where people's own connections may lead.</summary>
public sealed class HostGuardTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("168.63.129.16")]
    [InlineData("192.0.0.192")]
    [InlineData("192.0.2.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:0:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("64:ff9b:1::7f00:1")]
    [InlineData("64:ff9b:1:ffff::1")]
    [InlineData("2001::1")]
    [InlineData("2001:0:7f00:1::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("100::1")]
    [InlineData("ff02::1")]
    public void Private_and_metadata_addresses_are_closed(string address) =>
        new HostGuard([]).Allows("odoo.example.com", IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("169.253.1.1")]
    [InlineData("192.0.1.1")]
    [InlineData("::ffff:93.184.216.34")]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2003::1")]
    public void Public_ones_are_open(string address) => new HostGuard([]).Allows("odoo.example.com", IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("odoo.example.com", true)]
    [InlineData("*.example.com", true)]
    [InlineData("10.2.0.0/16", false)]
    [InlineData("example.com", false)]
    public void What_the_operator_lists_is_open(string rule, bool open) =>
        new HostGuard([rule]).Allows("odoo.example.com", IPAddress.Parse("10.1.2.3")).ShouldBe(open);

    [Fact]
    public async Task A_name_that_leads_to_a_private_address_is_stopped_where_the_socket_is_opened()
    {
        await using var odoo = await SandboxServer.StartAsync(new SandboxOptions { Leads = 1 }, default);
        using var network = new OdooNetwork(new CausewaySettings(), TimeProvider.System);
        var options = new OdooOptions { Url = new Uri(odoo.Url.Replace("127.0.0.1", "localhost")), Database = odoo.Database, Username = "admin", Secret = odoo.Admin.ApiKey, MaxAttempts = 1 };
        using var shared = network.Client(options);
        using var personal = network.Client(options, isPersonal: true);

        await shared.AuthenticateAsync(default);
        var stopped = await Should.ThrowAsync<OdooException>(personal.AuthenticateAsync(default));

        stopped.Message.ShouldContain("ALLOWED_ODOO_HOSTS");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.1")]
    [InlineData("127.0.1")]
    [InlineData("2130706433")]
    [InlineData("0177.0.0.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("0x7f000001")]
    [InlineData("017700000001")]
    [InlineData("0")]
    [InlineData("0.0.0.0")]
    [InlineData("[::1]")]
    [InlineData("[::]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("[0:0:0:0:0:ffff:7f00:0001]")]
    [InlineData("[::127.0.0.1]")]
    [InlineData("LOCALHOST")]
    [InlineData("１２７.０.０.１")]
    public async Task No_way_of_writing_our_own_address_reaches_it(string host)
    {
        await using var inside = new LoopbackServer(_ => Reply.Json("{}"));

        var stopped = await Should.ThrowAsync<OdooException>(AskAsync($"http://{host}:{inside.Port}", new HostGuard([])));

        stopped.Message.ShouldContain("ALLOWED_ODOO_HOSTS");
        inside.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_redirect_is_not_followed_anywhere()
    {
        await using var inside = new LoopbackServer(_ => Reply.Json("{}"));
        await using var outside = new LoopbackServer(_ => Reply.Raw(307, [("Location", inside.Url.ToString()), ("Connection", "close")], []));

        await Should.ThrowAsync<OdooException>(AskAsync(outside.Url.ToString(), new HostGuard(["127.0.0.1"])));

        outside.Requests.ShouldNotBeEmpty();
        inside.Requests.ShouldBeEmpty();
    }

    /// <summary>What was looked at is what is connected to, and every new connection is looked at anew.</summary>
    [Fact]
    public async Task A_name_that_changes_its_address_is_let_to_none_that_is_closed()
    {
        await using var open = new LoopbackServer(_ => Reply.Json("{}"));
        var answers = new Queue<IPAddress[]>([[IPAddress.Loopback], [IPAddress.Parse("127.0.0.2")], [IPAddress.Parse("127.0.0.2"), IPAddress.Loopback]]);
        var guard = new HostGuard(["127.0.0.1"], (_, _) => Task.FromResult(answers.Dequeue()));
        using var http = new HttpClient(guard.Watch(OdooClient.CreateHandler()));
        var url = $"http://rebound.example:{open.Port}/";

        (await http.GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Should.ThrowAsync<HttpRequestException>(http.GetAsync(url))).Message.ShouldContain("ALLOWED_ODOO_HOSTS");
        (await http.GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.OK);

        answers.ShouldBeEmpty();
        open.Requests.Count.ShouldBe(2);
    }

    private static async Task AskAsync(string url, HostGuard guard)
    {
        var options = new OdooOptions { Url = new Uri(url), Database = "x", Username = "x", Secret = "x", MaxAttempts = 1 };
        using var http = new HttpClient(guard.Watch(OdooClient.CreateHandler()));
        using var odoo = new OdooClient(options, http);
        await odoo.AuthenticateAsync(default);
    }
}
