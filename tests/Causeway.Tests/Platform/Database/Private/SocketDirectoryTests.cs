using Causeway.Platform.Database.Private;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Database.Private;

public sealed class SocketDirectoryTests
{
    [Fact]
    public void A_socket_s_path_has_at_most_the_bytes_that_the_system_takes()
    {
        SocketDirectory.Fits("/tmp/causeway-0123456789abcdef").ShouldBeTrue();
        SocketDirectory.Fits("/" + new string('a', 100)).ShouldBeFalse();
        SocketDirectory.Fits("/" + new string('ä', 50)).ShouldBeFalse();
    }
}
