namespace Causeway.Tests.Infrastructure;

/// <summary>A directory of a test's own. Below /tmp, because the server's user must be able to enter every one above it.</summary>
internal static class TestDirectory
{
    public static string New() => Path.Combine("/tmp", $"causeway-test-{Guid.NewGuid():n}");
}
