using Causeway.Mirror.Connections.Hosts;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Connections.Hosts;

/// <summary>A gate for each host, and no more of them than memory bears.</summary>
public sealed class GuestHandlerTests : IDisposable
{
    private readonly TestClock clock = new();
    private readonly GuestHandler handler;

    public GuestHandlerTests() => handler = new GuestHandler(new SocketsHttpHandler(), ceiling: 2, perMinute: 60, clock);

    [Fact]
    public void A_host_is_known_by_its_name_and_port()
    {
        var gate = handler.HostOf(new Uri("https://odoo.example.com/jsonrpc"));

        handler.HostOf(new Uri("https://ODOO.example.com/json/2")).ShouldBeSameAs(gate);
        handler.HostOf(new Uri("https://odoo.example.com:8069/")).ShouldNotBeSameAs(gate);
    }

    [Fact]
    public async Task Whoever_names_ever_new_hosts_fills_no_memory_and_who_is_being_called_keeps_their_gate()
    {
        var called = handler.HostOf(new Uri("https://called.example.com"));
        var began = await called.EnterAsync(CallPriority.People, default);

        for (var i = 0; i < 3 * GuestHandler.Most; i++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
            handler.HostOf(new Uri($"https://host-{i}.example.com"));
            handler.Hosts.ShouldBeLessThanOrEqualTo(GuestHandler.Most);
        }

        handler.HostOf(new Uri("https://called.example.com")).ShouldBeSameAs(called);
        called.Leave(began, overloaded: false);
    }

    [Fact]
    public async Task A_host_that_is_called_often_is_forgotten_after_those_that_are_not()
    {
        var often = handler.HostOf(new Uri("https://often.example.com"));
        for (var i = 0; i < 2 * GuestHandler.Most; i++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
            handler.HostOf(new Uri($"https://host-{i}.example.com"));
            if (i % 1_000 == 0)
                often.Leave(await often.EnterAsync(CallPriority.People, default), overloaded: false);
        }

        handler.HostOf(new Uri("https://often.example.com")).ShouldBeSameAs(often);
    }

    public void Dispose() => handler.Dispose();
}
