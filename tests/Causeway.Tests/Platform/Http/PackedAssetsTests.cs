using System.IO.Compression;
using System.Text.RegularExpressions;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Http;

public sealed partial class PackedAssetsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private TestServer _server = null!;
    private string _asset = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync(database.DataSource);
        _asset = Script().Match(await _server.Client.GetStringAsync("/sign-in")).Value;
    }

    [Fact]
    public async Task A_script_is_the_same_packed_and_plain_and_both_are_kept_for_ever()
    {
        using var plain = await AskAsync("identity");
        using var packed = await AskAsync("gzip, br");

        plain.Content.Headers.ContentEncoding.ShouldBeEmpty();
        packed.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        await using var unpacked = new BrotliStream(await packed.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        (await new StreamReader(unpacked).ReadToEndAsync()).ShouldBe(await plain.Content.ReadAsStringAsync());
        packed.Content.Headers.ContentType!.MediaType.ShouldBe(plain.Content.Headers.ContentType!.MediaType);
        packed.Headers.Vary.ShouldBe(["Accept-Encoding"]);
        packed.Headers.CacheControl!.ToString().ShouldContain("immutable");
    }

    [Fact]
    public async Task Who_does_not_want_it_packed_gets_it_plain()
    {
        using var answer = await AskAsync("br;q=0");

        answer.Content.Headers.ContentEncoding.ShouldBeEmpty();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<HttpResponseMessage> AskAsync(string encodings)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _asset);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", encodings);
        return await _server.Client.SendAsync(request);
    }

    [GeneratedRegex("/assets/index-[^\"]+[.]js", RegexOptions.None, 1_000)]
    private static partial Regex Script();
}
