using Causeway.Tests.Infrastructure;
using Causeway.Tests.Platform.Http.Document;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Guide;

/// <summary>A client that a generator made, which others wrote, from the document alone.</summary>
[Collection(DemoApi.Name)]
public sealed class GeneratedClientTests(DemoApi demo) : IDisposable
{
    private const string Tools = "node_modules";

    private readonly string directory = System.IO.Directory.CreateTempSubdirectory("causeway-client-").FullName;

    public void Dispose() => System.IO.Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task It_compiles_strictly_and_signs_in_lists_writes_follows_and_is_refused_with_types()
    {
        await RunAsync($"{Tools}/@hey-api/openapi-ts/bin/run.js", "-i", ApiDocument.Copy, "-o", Path.Combine(directory, "client"), "-c", "@hey-api/client-fetch", "--no-log-file");
        foreach (var file in System.IO.Directory.EnumerateFiles(Path.Combine(TestTools.Directory, "client")))
            File.Copy(file, Path.Combine(directory, Path.GetFileName(file)));
        await RunAsync($"{Tools}/typescript/bin/tsc", "--project", directory);

        var said = await RunAsync(Path.Combine(directory, "out/smoke.js"), demo.Address, DemoApi.AdminPassword);

        said.ShouldEndWith("all well\n");
    }

    private static async Task<string> RunAsync(string script, params string[] arguments)
    {
        var (exitCode, output, errors) = await TestTools.RunAsync(script, arguments);
        exitCode.ShouldBe(0, output + errors);
        return output;
    }
}
