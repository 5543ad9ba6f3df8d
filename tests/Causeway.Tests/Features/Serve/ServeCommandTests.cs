using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Causeway.Platform.Database.Private;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Serve;

/// <summary>The program as a process: started, told to stop, killed.</summary>
public sealed class ServeCommandTests : IDisposable
{
    private readonly string _directory = TestDirectory.New();

    [Fact]
    public async Task It_serves_and_stops_in_order_when_told_to()
    {
        using var program = Start();
        var address = await AddressAsync(program);
        using var client = new HttpClient { BaseAddress = address };
        var ready = JsonDocument.Parse(await client.GetStringAsync("/health/ready"));
        ready.RootElement.GetProperty("status").GetString().ShouldBe("ready");
        var postgres = ServerProcess();

        Posix.Signal(program.Id, Posix.Terminate);
        var (exitCode, _, errors) = await program.EndAsync();

        exitCode.ShouldBe(0);
        errors.ShouldBeEmpty();
        Posix.IsAlive(postgres).ShouldBeFalse();
    }

    [Fact]
    public async Task After_a_kill_of_it_and_its_database_at_once_it_starts_again()
    {
        using (var killed = Start())
        {
            await AddressAsync(killed);
            Posix.Signal(ServerProcess(), Posix.Kill);
            killed.Kill();
        }

        using var program = Start();

        await AddressAsync(program);
    }

    [Fact]
    public async Task After_a_kill_of_it_alone_its_database_ends_and_the_next_start_has_it()
    {
        int orphan;
        using (var killed = Start())
        {
            await AddressAsync(killed);
            orphan = ServerProcess();
            killed.Kill();
        }

        using var program = Start();

        await AddressAsync(program);
        ServerProcess().ShouldNotBe(orphan);
        (await OrphanedServer.IsServerOfAsync(orphan, _directory, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_in_one_line_before_anything_starts()
    {
        using var other = new TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var port = ((System.Net.IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        using var program = TestProgram.Start("serve", ("DATA_DIR", _directory), ("PORT", port));
        var (exitCode, _, errors) = await program.EndAsync();

        exitCode.ShouldBe(1);
        errors.Trim().ShouldBe($"Port {port} on 127.0.0.1 is taken by another program. Stop it, or set PORT.");
        Directory.Exists(_directory).ShouldBeFalse();
    }

    public void Dispose()
    {
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
    }

    private TestProgram Start() => TestProgram.Start("serve", ("DATA_DIR", _directory), ("PORT", "0"));

    private static async Task<Uri> AddressAsync(TestProgram program) =>
        new((await program.LineAsync("Now listening on: ")).Split("Now listening on: ")[1]);

    private int ServerProcess() => PostmasterFile.Read(Path.Combine(_directory, "postgres"))!.Process;
}
