using Causeway.Platform;
using Causeway.Platform.Database.Private;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Database.Private;

public sealed class PostgresBinariesTests
{
    [Fact]
    public async Task The_installed_server_is_found_with_its_version()
    {
        var binaries = await PostgresBinaries.FindAsync(clusterVersion: null, default);

        binaries.Version.ShouldBeGreaterThanOrEqualTo(13);
        File.Exists(binaries.Postgres).ShouldBeTrue();
        File.Exists(binaries.InitDb).ShouldBeTrue();
    }

    [Fact]
    public async Task A_cluster_of_a_version_that_is_not_installed_is_refused_with_both_versions()
    {
        var installed = await PostgresBinaries.FindAsync(clusterVersion: null, default);

        var refusal = await Should.ThrowAsync<StartRefusedException>(() => PostgresBinaries.FindAsync(clusterVersion: 99, default));

        refusal.Message.ShouldContain("made by PostgreSQL 99");
        refusal.Message.ShouldContain($"{installed.Version} in {installed.Directory}");
    }
}
