using Causeway.Platform;
using Causeway.Platform.Database.Private;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Database.Private;

public sealed class ServerUserTests
{
    [Fact]
    public void A_directory_that_the_server_s_user_cannot_enter_is_refused_with_its_name()
    {
        var closed = TestDirectory.New();
        Directory.CreateDirectory(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var refusal = Should.Throw<StartRefusedException>(() =>
            ServerUser.RefuseClosedParents(new ServerUser("postgres", 101, 104), Path.Combine(closed, "data", "postgres")));

        refusal.Message.ShouldContain($"postgres, who cannot enter {closed}");
        refusal.Message.ShouldContain("DATA_DIR");
        Directory.Delete(closed);
    }

    [Fact]
    public void Root_hands_the_server_to_somebody_else_and_an_ordinary_user_runs_it()
    {
        var user = ServerUser.Find();

        (user is null).ShouldBe(!Environment.IsPrivilegedProcess);
        user?.User.ShouldNotBe(0);
    }
}
