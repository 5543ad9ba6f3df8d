using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Sync;

public sealed class ConnectionSyncTests(TestCluster cluster)
{
    [Theory]
    [InlineData("14.0", "json_rpc")]
    [InlineData("14.0", "xml_rpc")]
    [InlineData("16.0", "json_rpc")]
    [InlineData("16.0", "xml_rpc")]
    [InlineData("17.0", "json_rpc")]
    [InlineData("17.0", "xml_rpc")]
    [InlineData("18.0", "json_rpc")]
    [InlineData("18.0", "xml_rpc")]
    [InlineData("19.0", "json_rpc")]
    [InlineData("19.0", "xml_rpc")]
    [InlineData("19.0", "json2")]
    public async Task The_first_sync_copies_every_field_of_every_record(string version, string transport)
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var mirror = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions { Version = version, Leads = 60 }, transport);

        await mirror.Comparison.ShouldBeEqualAsync();
        var answer = await mirror.Admin.GetAsync("/api/integrations/");
        answer["integrations"][0].GetProperty("config").GetProperty("transport").GetString().ShouldBe(transport);
    }
}
