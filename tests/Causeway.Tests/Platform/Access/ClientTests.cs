using System.Net;
using Causeway.Platform.Access;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Access;

public sealed class ClientTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("::1", "::1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    public void An_address_is_what_its_subscriber_cannot_choose(string address, string counted)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);

        Client.Of(context).Address.ShouldBe(counted);
    }

    [Fact]
    public void A_long_user_agent_is_cut()
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.UserAgent = new string('x', 5000);

        Client.Of(context).UserAgent!.Length.ShouldBe(300);
    }
}
