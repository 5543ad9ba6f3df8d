using System.Security.Cryptography;
using Causeway.Platform;
using Causeway.Platform.Access.Secrets;
using Causeway.Platform.Settings;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Access;

public sealed class MasterKeyTests : IDisposable
{
    private readonly string _directory = TestDirectory.New();

    private CausewaySettings Settings => new() { DataDir = _directory };

    [Fact]
    public void What_was_wrapped_is_unwrapped_for_the_same_purpose_alone()
    {
        var master = new MasterKey(MasterKey.NewBase64(), "test");
        var wrapped = master.Wrap("signing key", "a secret"u8);

        master.Unwrap("signing key", wrapped).ShouldBe("a secret"u8.ToArray());
        Should.Throw<CryptographicException>(() => master.Unwrap("another purpose", wrapped));
    }

    [Fact]
    public void A_changed_or_foreign_wrapping_is_refused()
    {
        var master = new MasterKey(MasterKey.NewBase64(), "test");
        var wrapped = master.Wrap("signing key", "a secret"u8);
        wrapped[^20] ^= 1;

        Should.Throw<CryptographicException>(() => master.Unwrap("signing key", wrapped));
        Should.Throw<CryptographicException>(() => master.Unwrap("signing key", new byte[5]));
        Should.Throw<CryptographicException>(() => new MasterKey(MasterKey.NewBase64(), "test").Unwrap("signing key", master.Wrap("signing key", [1])));
    }

    [Fact]
    public void The_first_start_makes_a_key_that_only_we_can_read_and_the_next_takes_it()
    {
        var wrapped = MasterKeyFile.Load(Settings)[0].Wrap("signing key", "a secret"u8);

        MasterKeyFile.Load(Settings)[0].Unwrap("signing key", wrapped).ShouldBe("a secret"u8.ToArray());
        Directory.GetFiles(_directory).ShouldBe([Path.Combine(_directory, MasterKeyFile.DefaultName)]);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Path.Combine(_directory, MasterKeyFile.DefaultName)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_key_in_the_settings_needs_no_file()
    {
        MasterKeyFile.Load(Settings with { MasterKey = MasterKey.NewBase64() });

        Directory.Exists(_directory).ShouldBeFalse();
    }

    [Fact]
    public void A_file_without_a_key_stops_the_start_with_its_name()
    {
        Directory.CreateDirectory(_directory);
        var file = Path.Combine(_directory, "key");
        File.WriteAllText(file, "not a key");

        Should.Throw<StartRefusedException>(() => MasterKeyFile.Load(Settings with { MasterKeyFile = file })).Message.ShouldContain(file);
        Should.Throw<StartRefusedException>(() => MasterKeyFile.Load(Settings with { MasterKeyFile = file + ".gone" })).Message.ShouldContain(file + ".gone");
    }

    public void Dispose()
    {
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
    }
}
