using System.Net;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Search;

/// <summary>What is found by what is typed, and by whom.</summary>
public sealed class SearchEndpointTests(SearchServer server) : IClassFixture<SearchServer>
{
    [Theory]
    [InlineData("Zürcher Kantonalwerke", "Zürcher Kantonalwerke")]
    [InlineData("zurcher", "Zürcher Kantonalwerke")]
    [InlineData("ZÜRCHER KANTON", "Zürcher Kantonalwerke")]
    [InlineData("kantonalwerke zürcher", "Zürcher Kantonalwerke")]
    [InlineData("tonalwer", "Zürcher Kantonalwerke")]
    [InlineData("łódź", "Huta Szkła Łódź")]
    [InlineData("lodz", "Huta Szkła Łódź")]
    [InlineData("szkla", "Huta Szkła Łódź")]
    [InlineData("muller", "Jürgen Müller")]
    [InlineData("Mueller", "Jürgen Müller")]
    [InlineData("lefevre", "Renée Lefèvre")]
    [InlineData("strasse", "Straße & Söhne")]
    [InlineData("احمد", "شركة أحمد للتجارة")]
    [InlineData("أَحْمَد", "شركة أحمد للتجارة")]
    [InlineData("上海", "上海张江科技有限公司")]
    [InlineData("张江", "上海张江科技有限公司")]
    [InlineData("科", "上海张江科技有限公司")]
    [InlineData("соколова", "Ольга Соколова")]
    [InlineData("kantonalwreke", "Zürcher Kantonalwerke")]
    [InlineData("brzenczyszczykiewicz", "Magdalena Brzęczyszczykiewicz")]
    [InlineData("quarzite countertops", "Quartzite countertops")]
    [InlineData("+41446681800", "Zürcher Kantonalwerke")]
    [InlineData("0041 44 668 18 00", "Zürcher Kantonalwerke")]
    [InlineData("044/668.18.00", "Zürcher Kantonalwerke")]
    [InlineData("+49 221 4710815", "Straße & Söhne")]
    [InlineData("office@huta.example", "Huta Szkła Łódź")]
    [InlineData("office@huta", "Huta Szkła Łódź")]
    [InlineData("ｚｕｒｃｈｅｒ", "Zürcher Kantonalwerke")]
    public async Task What_is_typed_finds_what_is_meant(string q, string title) =>
        (await server.TitlesAsync(q)).ShouldContain(title);

    [Fact]
    public async Task A_city_finds_both_ways_of_writing_it()
    {
        var titles = await server.TitlesAsync("zurich", "accounts");

        titles[0].ShouldBe("Zurich Insurance Broker");
        titles.ShouldContain("Zürcher Kantonalwerke");
    }

    [Fact]
    public async Task The_title_itself_comes_first_then_what_begins_with_it_then_its_words_then_its_parts_then_typos()
    {
        foreach (var name in new[] { "Basalt", "Basalt Works", "The Basalt House", "Mybasaltery", "Basslat" })
            await server.Mirror.CreateAsync("res.partner", new { name, is_company = true });
        await server.Mirror.SyncCompletelyAsync();

        var hits = await server.HitsAsync("basalt", "accounts");

        hits.Select(hit => (hit.GetProperty("title").GetString(), hit.GetProperty("match").GetString())).ShouldBe(
            [("Basalt", "exact"), ("Basalt Works", "prefix"), ("The Basalt House", "word"), ("Mybasaltery", "part"), ("Basslat", "typo")]);
    }

    [Fact]
    public async Task A_hit_carries_what_a_palette_needs()
    {
        var account = (await server.HitsAsync("kantonalwerke", "accounts")).ShouldHaveSingleItem();
        var (id, seen) = (account.GetProperty("id").GetInt64(), account.GetProperty("last_synced").GetDateTime());

        account.GetProperty("type").GetString().ShouldBe("accounts");
        account.GetProperty("subtitle").GetString().ShouldBe("office@zürcher.example · +41 44 668 18 00 · Zürich");
        account.GetProperty("odoo_url").GetString()!.ShouldContain($"id={id}&model=res.partner");
        seen.ShouldBe(server.Mirror.Clock.GetUtcNow().UtcDateTime, TimeSpan.FromDays(400));
        (await server.Mirror.Admin.GetAsync(account.GetProperty("href").GetString()!)).Expect(HttpStatusCode.OK).Id.ShouldBe(id);
    }

    [Fact]
    public async Task An_invoice_is_found_by_its_number_and_by_a_part_of_it()
    {
        var number = server.InvoiceNumber;

        (await server.HitsAsync(number))[0].GetProperty("title").GetString().ShouldBe(number);
        (await server.TitlesAsync(number[^7..], "invoices")).ShouldContain(number);
    }

    [Fact]
    public async Task A_task_is_found_by_its_own_rule()
    {
        var task = (await server.HitsAsync("cafe zurichberg", by: server.Lukas)).ShouldHaveSingleItem();

        task.GetProperty("type").GetString().ShouldBe("tasks");
        task.GetProperty("subtitle").GetString().ShouldBe("Follow-up call · 2030-01-01 · open");
        (await server.Lukas.GetAsync(task.GetProperty("href").GetString()!)).Expect(HttpStatusCode.OK);
        (await server.TitlesAsync("cafe zurichberg", by: server.Pieter)).ShouldBeEmpty();
        (await server.TitlesAsync("cafe zurichberg")).ShouldBe(["Café Zürichberg"]);
    }

    [Theory]
    [InlineData("quartzite")]
    [InlineData("quart")]
    [InlineData("quartzit tiles")]
    [InlineData("qaurtzite")]
    public async Task Who_may_not_see_a_record_does_not_find_it(string q)
    {
        (await server.TitlesAsync(q, "leads", server.Lukas)).ShouldNotContain("Quartzite tiles for Pieter");
        (await server.TitlesAsync(q, "leads", server.Pieter)).ShouldBe(["Quartzite tiles for Pieter"]);
        (await server.TitlesAsync(q, "leads")).ShouldContain("Quartzite tiles for Pieter");
    }

    [Theory]
    [InlineData("'")]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("%%%%")]
    [InlineData("\\%")]
    [InlineData("a' or 'a'='a")]
    [InlineData("'; drop table odoo.crm_lead; --")]
    [InlineData("foo & | ! ( ) :* <->")]
    [InlineData("$1 :q @q {0}")]
    [InlineData("＼")]
    [InlineData("\u0301")]
    [InlineData("😀")]
    [InlineData("...")]
    [InlineData("\u202e\ufeff")]
    public async Task Whatever_is_typed_is_only_text(string q)
    {
        (await server.TitlesAsync(q)).ShouldNotContain("Quartzite countertops");
        (await server.Mirror.Admin.GetAsync($"/api/crm/leads?per_page=100&q={Uri.EscapeDataString(q)}")).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("100%")]
    [InlineData("sure_thing")]
    [InlineData("'ticks'")]
    public async Task What_is_a_wildcard_elsewhere_stands_for_itself(string q) =>
        (await server.TitlesAsync(q, "leads")).ShouldBe(["100% sure_thing: quotes \" and 'ticks'"]);

    [Theory]
    [InlineData("", "q")]
    [InlineData("q=", "q")]
    [InlineData("q=%20%20", "q")]
    [InlineData("q=%00", "q")]
    [InlineData("q=a&types=leads,dragons", "types")]
    [InlineData("q=a&types=,", "types")]
    [InlineData("q=a&limit=0", "limit")]
    [InlineData("q=a&limit=many", "limit")]
    [InlineData("q=a&page=2", "page")]
    public async Task A_bad_value_is_a_400_that_names_it(string query, string field) =>
        (await server.Mirror.Admin.GetAsync($"/api/search?{query}")).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe([field]);

    [Fact]
    public async Task What_is_too_long_is_a_400_and_what_is_as_long_as_may_be_is_not()
    {
        (await server.Mirror.Admin.GetAsync($"/api/search?q={new string('x', 201)}")).Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["q"]);
        (await server.TitlesAsync(string.Join(' ', Enumerable.Range(0, 100).Select(i => (char)('a' + (i % 26)))))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Groups_hold_as_many_as_asked_for_and_say_that_there_are_more()
    {
        var groups = (await server.Mirror.Admin.GetAsync("/api/search?q=a&limit=2&types=contacts,leads")).Expect(HttpStatusCode.OK)["groups"].EnumerateArray().ToList();

        groups.Select(group => group.GetProperty("type").GetString()).ShouldBe(["leads", "contacts"]);
        groups.ShouldAllBe(group => group.GetProperty("hits").GetArrayLength() == 2 && group.GetProperty("has_more").GetBoolean());
    }

    [Fact]
    public async Task An_answer_that_is_known_is_a_304_and_tells_how_fresh_it_is()
    {
        var answer = (await server.Mirror.Admin.GetAsync("/api/search?q=quartzite")).Expect(HttpStatusCode.OK);

        answer.Header("X-Connection").ShouldBe($"{server.Mirror.ConnectionId}");
        answer.Header("X-Data-As-Of").ShouldNotBeNull();
        answer.Header("X-Changes-Position").ShouldNotBeNull();
        (await server.Mirror.Admin.GetAsync("/api/search?q=quartzite", ("If-None-Match", answer.ETag))).Expect(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("/api/accounts/real?city=zurich", "accounts", 3)]
    [InlineData("/api/accounts/real?q=lodz", "accounts", 1)]
    [InlineData("/api/contacts?q=JURGEN%20MULLER", "contacts", 1)]
    [InlineData("/api/contacts?q=446681800", "contacts", 1)]
    [InlineData("/api/tasks?entity_name=cafe", "tasks", 1)]
    [InlineData("/api/tasks?task_type=UP%20CALL", "tasks", 1)]
    [InlineData("/api/tasks?q=zurichb", "tasks", 1)]
    [InlineData("/api/tasks?entity_name=follow", "tasks", 0)]
    public async Task The_filters_of_lists_take_no_notice_of_accents_either(string path, string collection, int count) =>
        (await server.Mirror.Admin.GetAsync(path)).Expect(HttpStatusCode.OK)[collection].GetArrayLength().ShouldBe(count);
}
