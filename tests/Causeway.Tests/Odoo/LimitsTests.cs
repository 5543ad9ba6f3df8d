using System.IO.Compression;
using System.Text;
using Causeway.Odoo;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Odoo;

/// <summary>Answers that are too large, too deep, too late, or broken.</summary>
public sealed class LimitsTests
{
    private static readonly OdooFieldSet Name = new([new OdooField("name", OdooFieldType.Char)]);

    public static TheoryData<OdooTransport> Transports => [.. Enum.GetValues<OdooTransport>()];

    [Theory, MemberData(nameof(Transports))]
    public async Task An_answer_larger_than_the_limit_is_broken_off(OdooTransport transport)
    {
        await using var odoo = new ScriptedOdoo(transport, _ => Records(transport, 2000), options => options with { MaxResponseBytes = 50_000 });
        var (error, read) = await ReadUntilErrorAsync(odoo);
        error.Kind.ShouldBe(OdooErrorKind.Malformed);
        error.Message.ShouldContain("50000");
        read.ShouldBeLessThan(2000);
    }

    [Fact]
    public async Task The_limit_counts_what_comes_out_of_the_compression()
    {
        var packed = Gzip($"[{{\"id\": 1, \"name\": \"{new string('a', 10_000_000)}\"}}]");
        packed.Length.ShouldBeLessThan(200_000);
        await using var odoo = new ScriptedOdoo(
            OdooTransport.Json2,
            _ => Reply.Raw(200, [("Content-Type", "application/json"), ("Content-Encoding", "gzip"), ("Connection", "close")], packed),
            options => options with { MaxResponseBytes = 1_000_000 });
        (await ReadUntilErrorAsync(odoo)).Error.Kind.ShouldBe(OdooErrorKind.Malformed);
    }

    [Fact]
    public async Task A_compressed_answer_is_read()
    {
        await using var odoo = new ScriptedOdoo(OdooTransport.Json2, _ =>
            Reply.Raw(200, [("Content-Type", "application/json"), ("Content-Encoding", "gzip"), ("Connection", "close")], Gzip("""[{"id": 1, "name": "a"}]""")));
        (await ReadAllAsync(odoo)).ShouldHaveSingleItem()["name"].ShouldBe("a");
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task An_answer_deeper_than_the_limit_is_malformed(OdooTransport transport)
    {
        var json = new string('[', 100) + new string(']', 100);
        var xml = string.Concat(Enumerable.Repeat("<array><data><value>", 100)) + string.Concat(Enumerable.Repeat("</value></data></array>", 100));
        await using var odoo = new ScriptedOdoo(transport, _ => ScriptedOdoo.Result(transport, json, xml));
        var error = await Should.ThrowAsync<OdooException>(() => odoo.Client.CallAsync(new OdooCall("crm.lead", "x"), TestContext.Current.CancellationToken));
        error.Kind.ShouldBe(OdooErrorKind.Malformed);
    }

    [Theory]
    [InlineData("<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><methodResponse><params><param><value>&x;</value></param></params></methodResponse>")]
    [InlineData("<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><methodResponse><params><param><value>&b;</value></param></params></methodResponse>")]
    [InlineData("<methodResponse><params><param><value>&x;</value></param></params></methodResponse>")]
    public async Task An_entity_of_the_sender_is_not_followed(string xml)
    {
        await using var odoo = new ScriptedOdoo(OdooTransport.XmlRpc, _ => Reply.Xml(xml));
        var error = await Should.ThrowAsync<OdooException>(() => odoo.Client.CallAsync(new OdooCall("crm.lead", "x"), TestContext.Current.CancellationToken));
        error.Kind.ShouldBe(OdooErrorKind.Malformed);
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task A_body_that_ends_in_the_middle_is_an_error_after_its_records(OdooTransport transport)
    {
        var whole = Encoding.UTF8.GetString(Records(transport, 3).Bytes).Split("\r\n\r\n", 2)[1];
        var contentType = transport == OdooTransport.XmlRpc ? "text/xml" : "application/json";
        for (var cut = 1; cut < whole.TrimEnd().Length; cut += 7)
        {
            var part = whole[..cut];
            await using var odoo = new ScriptedOdoo(transport, _ => Reply.Http(200, contentType, part));
            var (error, read) = await ReadUntilErrorAsync(odoo);
            error.Kind.ShouldBe(OdooErrorKind.Malformed, $"cut after {part}");
            read.ShouldBeLessThanOrEqualTo(3);
        }
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task A_connection_that_breaks_in_the_middle_is_an_error_after_its_records(OdooTransport transport)
    {
        var whole = Records(transport, 500).Bytes;
        await using var odoo = new ScriptedOdoo(transport, _ => new Reply(whole[..(whole.Length / 2)]));
        var (error, read) = await ReadUntilErrorAsync(odoo);
        error.Kind.ShouldBe(OdooErrorKind.Unreachable);
        error.Obstacle.ShouldBe(OdooObstacle.Network);
        error.IsTransient.ShouldBeTrue();
        read.ShouldBeLessThan(500);
    }

    [Theory]
    [InlineData("""[{"id": 1, "name": "a"}] []""")]
    [InlineData("""[{"id": 1, "name": "a"}, 7]""")]
    [InlineData("""[{"id": 1}]""")]
    [InlineData("""[{"name": "a"}]""")]
    [InlineData("""[{"id": "1", "name": "a"}]""")]
    [InlineData("""{"id": 1, "name": "a"}""")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("""[{"id": 1, "name": "a"}""")]
    [InlineData("[{\"id\": 1, \"name\": \"a\u0001\"}]")]
    public async Task What_is_no_list_of_whole_records_is_malformed(string json)
    {
        await using var odoo = new ScriptedOdoo(OdooTransport.Json2, _ => Reply.Json(json));
        (await ReadUntilErrorAsync(odoo)).Error.Kind.ShouldBe(OdooErrorKind.Malformed);
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task A_server_that_never_answers_is_given_up_when_the_time_is_over(OdooTransport transport)
    {
        await using var odoo = new ScriptedOdoo(transport, _ => Reply.Silence, options => options with { Timeout = TimeSpan.FromMilliseconds(300) });
        var (error, _) = await ReadUntilErrorAsync(odoo);
        error.Kind.ShouldBe(OdooErrorKind.TimedOut);
        error.IsTransient.ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task A_server_that_stops_in_the_middle_is_given_up_when_the_time_is_over(OdooTransport transport)
    {
        var whole = Records(transport, 500).Bytes;
        await using var odoo = new ScriptedOdoo(transport, _ => new Reply(whole[..(whole.Length / 2)], After.Hang), options => options with { Timeout = TimeSpan.FromMilliseconds(300) });
        (await ReadUntilErrorAsync(odoo)).Error.Kind.ShouldBe(OdooErrorKind.TimedOut);
    }

    [Fact]
    public async Task A_caller_that_gives_up_gets_a_cancellation_and_no_error_of_Odoos()
    {
        using var caller = new CancellationTokenSource();
        await using var odoo = new ScriptedOdoo(OdooTransport.JsonRpc, _ =>
        {
            caller.Cancel();
            return Reply.Silence;
        });
        await Should.ThrowAsync<OperationCanceledException>(() => odoo.Client.SearchCountAsync("crm.lead", OdooDomain.All, null, caller.Token));
    }

    [Fact]
    public async Task A_reader_that_gives_up_in_the_middle_gets_a_cancellation()
    {
        var whole = Records(OdooTransport.Json2, 2000).Bytes;
        await using var odoo = new ScriptedOdoo(OdooTransport.Json2, _ => new Reply(whole[..^10], After.Hang));
        using var reader = new CancellationTokenSource();
        await using var page = await odoo.Client.SearchReadPageAsync("crm.lead", OdooDomain.All, Name, OdooQuery.Default, TestContext.Current.CancellationToken);
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var record in page.WithCancellation(reader.Token))
                if (record.Id == 2)
                    await reader.CancelAsync();
        });
    }

    private static Reply Records(OdooTransport transport, int count)
    {
        var ids = Enumerable.Range(1, count).ToList();
        return ScriptedOdoo.Result(
            transport,
            $"[{string.Join(", ", ids.Select(id => $$"""{"id": {{id}}, "name": "Record number {{id}} of the test"}"""))}]",
            $"<array><data>{string.Concat(ids.Select(id => $"<value><struct><member><name>id</name><value><int>{id}</int></value></member><member><name>name</name><value><string>Record number {id}</string></value></member></struct></value>"))}</data></array>");
    }

    private static async Task<List<OdooRecord>> ReadAllAsync(ScriptedOdoo odoo)
    {
        var records = new List<OdooRecord>();
        await using var page = await odoo.Client.SearchReadPageAsync("crm.lead", OdooDomain.All, Name, OdooQuery.Default, TestContext.Current.CancellationToken);
        await foreach (var record in page)
            records.Add(record);
        return records;
    }

    private static async Task<(OdooException Error, int Read)> ReadUntilErrorAsync(ScriptedOdoo odoo)
    {
        var read = 0;
        var error = await Should.ThrowAsync<OdooException>(async () =>
        {
            await using var page = await odoo.Client.SearchReadPageAsync("crm.lead", OdooDomain.All, Name, OdooQuery.Default, TestContext.Current.CancellationToken);
            await foreach (var _ in page)
                read++;
        });
        (error.Model, error.Method).ShouldBe(("crm.lead", "search_read"));
        return (error, read);
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
