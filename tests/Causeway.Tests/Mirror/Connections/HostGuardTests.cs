using System.Net;
using Causeway.Mirror.Connections;
using Causeway.Odoo;
using Causeway.Platform.Settings;
using Causeway.Sandbox;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Connections;

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
    public void Private_and_metadata_addresses_are_closed(string address) =>
        new HostGuard([]).Allows("odoo.example.com", IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946")]
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
}
