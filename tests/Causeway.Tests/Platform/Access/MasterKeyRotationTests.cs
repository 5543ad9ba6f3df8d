using System.Security.Cryptography;
using Causeway.Platform;
using Causeway.Platform.Access.Secrets;
using Causeway.Platform.Settings;
using Causeway.Tests.Infrastructure;
using Dapper;
using Npgsql;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Access;

/// <summary><c>causeway rotate-master-key</c>, ended, broken off and repeated: at no point is anything lost.</summary>
public sealed class MasterKeyRotationTests(TestCluster cluster) : IAsyncLifetime
{
    private const string Purpose = "Odoo secret of connection 7", Text = "hunter2 of the north";

    private static readonly string First = MasterKey.NewBase64(), Second = MasterKey.NewBase64();

    private readonly TestDatabase database = new(cluster);
    private readonly string directory = TestDirectory.New();
    private string sealedText = "";

    private string OwnFile => Path.Combine(directory, MasterKeyFile.DefaultName);

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        Directory.CreateDirectory(directory);
    }

    [Fact]
    public async Task A_key_in_the_settings_gives_way_to_the_next_which_opens_everything_alone()
    {
        await SealAsync(settings => settings with { MasterKey = First });

        (await RotateAsync(("MASTER_KEY", Second), ("MASTER_KEY_PREVIOUS", First))).ShouldContain("keys are wrapped by the master key in force");
        (await RotateAsync(("MASTER_KEY", Second))).ShouldContain("Nothing to do");

        await ShouldOpenAsync(settings => settings with { MasterKey = Second });
        await ShouldBeRefusedAsync(settings => settings with { MasterKey = First });
        (await AuditedAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Files_of_the_operators_do_as_well()
    {
        var (old, next) = (Path.Combine(directory, "old"), Path.Combine(directory, "next"));
        await File.WriteAllTextAsync(old, First);
        await File.WriteAllTextAsync(next, Second);
        await SealAsync(settings => settings with { MasterKey = null, MasterKeyFile = old });

        await RotateAsync(("MASTER_KEY_FILE", next), ("MASTER_KEY_PREVIOUS_FILE", old));

        await ShouldOpenAsync(settings => settings with { MasterKey = null, MasterKeyFile = next });
        (await File.ReadAllTextAsync(old)).ShouldBe(First);
    }

    [Fact]
    public async Task During_the_rotation_a_server_with_both_keys_reads_what_either_has_wrapped()
    {
        await SealAsync(settings => settings with { MasterKey = First });

        await ShouldOpenAsync(settings => settings with { MasterKey = Second, MasterKeyPrevious = First });
        await RotateAsync(("MASTER_KEY", Second), ("MASTER_KEY_PREVIOUS", First));
        await ShouldOpenAsync(settings => settings with { MasterKey = Second, MasterKeyPrevious = First });
    }

    [Fact]
    public async Task Our_own_file_is_replaced_and_stays_ours_alone_to_read()
    {
        await SealAsync(Own);
        var before = await File.ReadAllTextAsync(OwnFile);

        (await RotateAsync()).ShouldContain(OwnFile);

        (await File.ReadAllTextAsync(OwnFile)).ShouldNotBe(before);
        Directory.GetFiles(directory).ShouldBe([OwnFile]);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(OwnFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await ShouldOpenAsync(Own);
        await File.WriteAllTextAsync(OwnFile, before);
        await ShouldBeRefusedAsync(Own);
    }

    [Fact]
    public async Task A_server_on_our_own_file_goes_on_through_it_without_a_restart()
    {
        await SealAsync(Own);
        await using var server = await StartAsync(Own);

        await RotateAsync();

        var ring = new KeyRingTable(database.DataSource, server.Get<MasterKeys>());
        ring.StoreElement(new MasterKeyXmlEncryptor(server.Get<MasterKeys>()).Encrypt(new("key")).EncryptedElement, "made after it");
        server.Get<SecretVault>().Unprotect(Purpose, sealedText).ShouldBe(Text);
        await RotateAsync();
        await ShouldOpenAsync(Own);
    }

    [Fact]
    public async Task A_process_that_only_knows_the_key_before_stores_nothing_under_it_any_more()
    {
        await SealAsync(settings => settings with { MasterKey = First });
        await using var old = await StartAsync(settings => settings with { MasterKey = First });
        await RotateAsync(("MASTER_KEY", Second), ("MASTER_KEY_PREVIOUS", First));

        var made = new MasterKeyXmlEncryptor(old.Get<MasterKeys>()).Encrypt(new("key")).EncryptedElement;

        Should.Throw<CryptographicException>(() => new KeyRingTable(database.DataSource, old.Get<MasterKeys>()).StoreElement(made, "too late"));
        await ShouldOpenAsync(settings => settings with { MasterKey = Second });
    }

    [Fact]
    public async Task What_cannot_be_unwrapped_stops_it_before_anything_is_changed()
    {
        await SealAsync(settings => settings with { MasterKey = First });
        var before = await RowsAsync();

        using var program = Rotate(("MASTER_KEY", Second), ("MASTER_KEY_PREVIOUS", MasterKey.NewBase64()));
        var (exitCode, _, errors) = await program.EndAsync();

        exitCode.ShouldBe(1);
        errors.ShouldContain("MASTER_KEY_PREVIOUS");
        (await RowsAsync()).ShouldBe(before);
        await ShouldOpenAsync(settings => settings with { MasterKey = First });
    }

    [Fact]
    public async Task Killed_before_anything_is_wrapped_anew_it_has_changed_nothing_and_is_repeated()
    {
        await SealAsync(Own);
        await using var blocker = await database.DataSource.OpenConnectionAsync();
        await using (var transaction = await blocker.BeginTransactionAsync())
        {
            await blocker.ExecuteAsync("lock table causeway.data_protection_key");
            await KillWhileItWaitsAsync("relation");
        }

        Directory.GetFiles(directory).Length.ShouldBe(2);
        await ShouldOpenAsync(Own);
        await RotateAsync();
        Directory.GetFiles(directory).ShouldBe([OwnFile]);
        await ShouldOpenAsync(Own);
    }

    [Fact]
    public async Task Killed_between_the_database_and_the_file_it_leaves_both_keys_and_is_repeated()
    {
        await SealAsync(Own);
        var before = await File.ReadAllTextAsync(OwnFile);
        await using var blocker = await database.DataSource.OpenConnectionAsync();
        // The commit itself waits, so that it is ended by the database while the program is dead already.
        await blocker.ExecuteAsync(
            """
            create function wait_at_commit() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(42); return null; end $$;
            create constraint trigger wait_at_commit after insert on causeway.audit deferrable initially deferred for each row execute function wait_at_commit();
            select pg_advisory_lock(42)
            """);
        var rows = await RowsAsync();
        await KillWhileItWaitsAsync("advisory");
        await blocker.ExecuteAsync("select pg_advisory_unlock(42); drop trigger wait_at_commit on causeway.audit");

        (await RowsAsync()).ShouldNotBe(rows);
        (await File.ReadAllTextAsync(OwnFile)).ShouldBe(before);
        await ShouldOpenAsync(Own);
        await RotateAsync();
        Directory.GetFiles(directory).ShouldBe([OwnFile]);
        await ShouldOpenAsync(Own);
    }

    [Fact]
    public async Task A_next_key_that_is_cut_short_was_never_used()
    {
        await SealAsync(Own);
        await File.WriteAllTextAsync($"{OwnFile}.next", "half a k");

        await ShouldOpenAsync(Own);
        await RotateAsync();

        await ShouldOpenAsync(Own);
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    private CausewaySettings Own(CausewaySettings settings) => settings with { MasterKey = null, DataDir = directory };

    private Task<TestServer> StartAsync(Func<CausewaySettings, CausewaySettings> with) =>
        TestServer.StartAsync(database.DataSource, settings => with(settings with { AdminPassword = AccessServer.AdminPassword }));

    private async Task SealAsync(Func<CausewaySettings, CausewaySettings> with)
    {
        await using var server = await StartAsync(with);
        sealedText = server.Get<SecretVault>().Protect(Purpose, Text);
    }

    private async Task ShouldOpenAsync(Func<CausewaySettings, CausewaySettings> with)
    {
        await using var server = await StartAsync(with);
        server.Get<SecretVault>().Unprotect(Purpose, sealedText).ShouldBe(Text);
    }

    private Task ShouldBeRefusedAsync(Func<CausewaySettings, CausewaySettings> with) => Should.ThrowAsync<StartRefusedException>(() => StartAsync(with));

    private TestProgram Rotate(params (string, string)[] settings) =>
        TestProgram.Start("rotate-master-key", [("DATABASE_URL", database.ConnectionString), ("DATA_DIR", directory), ("DOTNET_ENVIRONMENT", "Development"), .. settings]);

    private async Task<string> RotateAsync(params (string, string)[] settings)
    {
        using var program = Rotate(settings);
        var (exitCode, output, errors) = await program.EndAsync();
        (exitCode, errors).ShouldBe((0, ""));
        return output;
    }

    private async Task KillWhileItWaitsAsync(string lockType)
    {
        using var program = Rotate();
        await using var db = await database.DataSource.OpenConnectionAsync();
        while (!await IsWaitingAsync(db, lockType))
            await Task.Yield();
        program.Kill();
        _ = await program.EndAsync();
    }

    private static Task<bool> IsWaitingAsync(NpgsqlConnection db, string lockType) => db.ExecuteScalarAsync<bool>(
        "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and wait_event = @lockType)", new { lockType });

    /// <summary>Once nobody else is at them.</summary>
    private async Task<string> RowsAsync()
    {
        await using var db = await database.DataSource.OpenConnectionAsync();
        await db.ExecuteAsync("select pg_advisory_lock(@Lock); select pg_advisory_unlock(@Lock)", new { MasterKeys.Lock });
        return string.Concat(await db.QueryAsync<string>("select xml from causeway.data_protection_key order by id"));
    }

    private async Task<long> AuditedAsync()
    {
        await using var db = await database.DataSource.OpenConnectionAsync();
        return await db.ExecuteScalarAsync<long>("select count(*) from causeway.audit where action = 'key.rotate'");
    }
}
