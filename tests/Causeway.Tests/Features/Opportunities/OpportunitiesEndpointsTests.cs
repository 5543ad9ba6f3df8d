using System.Globalization;
using System.Net;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Opportunities;

/// <summary>Opportunities as a list and as a board, held against Odoo's own rows.</summary>
public sealed class OpportunitiesEndpointsTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private const string Lukas = "lukas.berg", Sofia = "sofia.rossi", Pieter = "pieter.jansen";

    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task The_board_has_every_stage_in_Odoos_order_with_the_count_and_sums_of_its_opportunities()
    {
        var stages = (await mirror.Control.DumpAsync("crm.stage")).Values.OrderBy(stage => stage.GetProperty("sequence").GetInt32()).ThenBy(Id).ToList();
        var open = (await OdooAsync(IsOpen)).ToLookup(lead => Number(lead, "stage_id"));

        var board = (await mirror.Admin.GetAsync("/api/opportunities/kanban")).Expect(HttpStatusCode.OK);

        board["stages"].EnumerateArray().Select(Id).ShouldBe(stages.Select(Id));
        foreach (var (column, stage) in board["kanban"].EnumerateArray().Zip(stages))
        {
            var leads = open[Id(stage)].ToList();
            column.GetProperty("stage_id").GetInt64().ShouldBe(Id(stage));
            column.GetProperty("count").GetInt32().ShouldBe(leads.Count);
            column.GetProperty("total_value").GetDecimal().ShouldBe(leads.Sum(Revenue));
            column.GetProperty("weighted_value").GetDecimal().ShouldBe(leads.Sum(lead => Math.Round(Revenue(lead) * lead.GetProperty("probability").GetDecimal() / 100, 2, MidpointRounding.AwayFromZero)));
            var first = leads.OrderByDescending(lead => lead.GetProperty("priority").GetString(), StringComparer.Ordinal).ThenByDescending(Id).Take(50);
            column.GetProperty("opportunities").EnumerateArray().Select(Id).ShouldBe(first.Select(Id));
        }
    }

    [Fact]
    public async Task A_column_of_more_than_fifty_goes_on_in_the_list_in_the_same_order()
    {
        var stage = await mirror.CreateAsync("crm.stage", new { name = "Crowded", sequence = 90 });
        var values = Enumerable.Range(0, 120).Select(i => new
        {
            name = $"Card {i * 7 % 120:000}",
            stage_id = stage,
            priority = (i % 4).ToString(CultureInfo.InvariantCulture),
            expected_revenue = i * 37 % 11,
            date_deadline = i % 3 == 0 ? false : (object)$"2027-01-{(i * 5 % 28) + 1:00}",
        }).ToArray();
        await mirror.Raw.CallAsync("crm.lead", "create", new { vals_list = values });
        await mirror.SyncCompletelyAsync();
        var inOdoo = await OdooAsync(lead => Number(lead, "stage_id") == stage);

        (await ColumnAsync(stage, "")).ShouldBe(inOdoo.OrderByDescending(lead => Word(lead, "priority"), StringComparer.Ordinal).ThenByDescending(Id).Select(Id));
        (await ColumnAsync(stage, "sort_by=name")).ShouldBe(inOdoo.OrderBy(lead => Word(lead, "name"), StringComparer.Ordinal).ThenBy(Id).Select(Id));
        (await ColumnAsync(stage, "sort_by=value&sort_order=desc")).ShouldBe(inOdoo.OrderByDescending(Revenue).ThenByDescending(Id).Select(Id));
        // What has no date comes last, in either direction.
        (await ColumnAsync(stage, "sort_by=expected_close_date&sort_order=asc"))
            .ShouldBe(inOdoo.OrderBy(lead => Word(lead, "date_deadline") is null).ThenBy(lead => Word(lead, "date_deadline"), StringComparer.Ordinal).ThenBy(Id).Select(Id));
    }

    /// <summary>All cards of a column: those of the board, and those that the list has behind them.</summary>
    private async Task<List<long>> ColumnAsync(long stage, string order)
    {
        var column = (await mirror.Admin.GetAsync($"/api/opportunities/kanban?{order}")).Expect(HttpStatusCode.OK)["kanban"].EnumerateArray().Single(column => column.GetProperty("stage_id").GetInt64() == stage);
        column.GetProperty("count").GetInt32().ShouldBe(120);
        var seen = column.GetProperty("opportunities").EnumerateArray().Select(Id).ToList();
        seen.Count.ShouldBe(50);
        for (var cursor = column.GetProperty("next_cursor").GetString(); cursor is not null;)
        {
            var page = (await mirror.Admin.GetAsync($"/api/opportunities?stage_id={stage}&{order}&per_page=50&cursor={cursor}")).Expect(HttpStatusCode.OK);
            seen.AddRange(page.Ids("opportunities"));
            cursor = page["pagination"].GetProperty("next_cursor").GetString();
        }

        return seen;
    }

    private static string? Word(JsonElement lead, string field) => lead.GetProperty(field) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    [Fact]
    public async Task A_board_holds_what_its_reader_may_see_counts_included()
    {
        var pieters = await LeadOfAsync(Pieter);
        var lukas = await mirror.SignInAsync(Lukas);
        var team = new[] { "anna.keller", Lukas, Sofia, "james.walsh" }.Select(Uid).ToList();
        var direct = (await mirror.Control.DumpAsync("crm.team")).Values.Single(row => row.GetProperty("name").GetString() == "Direct Sales");
        var visible = await OdooAsync(lead => IsOpen(lead)
            && (Number(lead, "user_id") is { } user ? team.Contains((int)user) : Number(lead, "team_id") is not { } owner || owner == Id(direct)));

        var board = await lukas.GetAsync("/api/opportunities/kanban");
        var list = await lukas.GetAsync("/api/opportunities?per_page=100&count=exact");

        var cards = board["kanban"].EnumerateArray().SelectMany(column => column.GetProperty("opportunities").EnumerateArray()).Select(Id).ToList();
        cards.Order().ShouldBe(visible.Select(Id).Order());
        cards.ShouldNotContain(pieters);
        board["kanban"].EnumerateArray().Sum(column => column.GetProperty("count").GetInt32()).ShouldBe(visible.Count);
        list["pagination"].GetProperty("total").GetInt32().ShouldBe(visible.Count);
        (await lukas.GetAsync($"/api/opportunities/{pieters}")).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("tag_id=1")]
    [InlineData("min_value=20000&max_value=60000")]
    [InlineData("closing_from=2020-01-01&closing_to=2027-06-30&salesperson_id=7")]
    public async Task A_board_and_the_list_hold_the_same_by_the_same_filters(string filters)
    {
        var list = (await mirror.Admin.GetAsync($"/api/opportunities?per_page=100&{filters}")).Expect(HttpStatusCode.OK);

        var board = (await mirror.Admin.GetAsync($"/api/opportunities/kanban?{filters}")).Expect(HttpStatusCode.OK);

        var cards = board["kanban"].EnumerateArray().SelectMany(column => column.GetProperty("opportunities").EnumerateArray()).Select(Id).ToList();
        cards.Order().ShouldBe(list.Ids("opportunities").Order());
        cards.Count.ShouldBeInRange(1, (await OdooAsync(IsOpen)).Count - 1);
        board["kanban"].EnumerateArray().Sum(column => column.GetProperty("count").GetInt32()).ShouldBe(cards.Count);
    }

    [Fact]
    public async Task A_card_that_is_moved_is_in_its_new_column_in_Odoo_and_here()
    {
        var id = await LeadOfAsync(Lukas);

        var moved = (await (await mirror.SignInAsync(Lukas)).PatchAsync($"/api/opportunities/{id}/stage", new { stage_id = 3 })).Expect(HttpStatusCode.OK);

        moved["stage_id"].GetInt64().ShouldBe(3);
        Number((await mirror.Control.DumpAsync("crm.lead"))[id], "stage_id").ShouldBe(3);
        var column = (await mirror.Admin.GetAsync("/api/opportunities/kanban?q=Card+of+"))["kanban"].EnumerateArray().Single(column => column.GetProperty("stage_id").GetInt64() == 3);
        column.GetProperty("opportunities").EnumerateArray().Select(Id).ShouldContain(id);
    }

    [Fact]
    public async Task A_card_that_Odoo_refuses_to_move_stays_and_the_answer_has_Odoos_words()
    {
        var id = await LeadOfAsync(Lukas);
        var before = Number((await mirror.Control.DumpAsync("crm.lead"))[id], "stage_id");

        var refused = (await mirror.Admin.PatchAsync($"/api/opportunities/{id}/stage", new { stage_id = 99_999 })).Expect(HttpStatusCode.UnprocessableEntity);

        refused["detail"].GetString().ShouldNotBeNullOrEmpty();
        (await mirror.Admin.GetAsync($"/api/opportunities/{id}"))["stage_id"].GetInt64().ShouldBe(before!.Value);
    }

    [Fact]
    public async Task A_move_on_an_old_board_does_not_undo_a_colleagues()
    {
        var id = await LeadOfAsync(Lukas);
        var card = (await mirror.Admin.GetAsync("/api/opportunities?per_page=100&q=Card+of+"))["opportunities"].EnumerateArray().Single(card => Id(card) == id);
        mirror.Clock.Advance(TimeSpan.FromSeconds(1));
        await mirror.WriteAsync("crm.lead", id, new { stage_id = 4 });

        var answer = (await mirror.Admin.PatchAsync($"/api/opportunities/{id}/stage", new { stage_id = 2 }, ("If-Match", card.GetProperty("etag").GetString()!))).Expect(HttpStatusCode.PreconditionFailed);

        answer["current"].GetProperty("stage_id").GetInt64().ShouldBe(4);
        (await mirror.Admin.PatchAsync($"/api/opportunities/{id}/stage", new { stage_id = 2 }, ("If-Match", answer.ETag))).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"stage_id\": null}")]
    [InlineData("{\"stage_id\": \"2\"}")]
    [InlineData("{\"stage_id\": 2, \"name\": \"x\"}")]
    [InlineData("{\"stage_id\": 0}")]
    [InlineData("{\"stage_id\": 99999999999}")]
    public async Task A_move_to_no_stage_is_a_400(string body)
    {
        var id = await LeadOfAsync(Lukas);

        (await mirror.Admin.SendAsync(HttpMethod.Patch, $"/api/opportunities/{id}/stage", new StringContent(body, System.Text.Encoding.UTF8, "application/json"))).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Who_may_not_write_a_card_may_not_move_it()
    {
        var id = await LeadOfAsync(Lukas);

        (await (await mirror.SignInAsync(Sofia)).PatchAsync($"/api/opportunities/{id}/stage", new { stage_id = 3 })).Expect(HttpStatusCode.Forbidden);
        (await (await mirror.SignInAsync(Pieter)).PatchAsync($"/api/opportunities/{id}/stage", new { stage_id = 3 })).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_lead_that_is_no_opportunity_is_none_here()
    {
        var id = await mirror.CreateAsync("crm.lead", new { name = "Just a lead", type = "lead" });
        await mirror.SyncCompletelyAsync();

        (await mirror.Admin.GetAsync($"/api/opportunities/{id}")).Expect(HttpStatusCode.NotFound);
        (await mirror.Admin.PatchAsync($"/api/opportunities/{id}/stage", new { stage_id = 2 })).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("salesperson_id=5")]
    [InlineData("team_id=1")]
    [InlineData("stage_id=2")]
    [InlineData("stage=negot")]
    [InlineData("min_value=5000")]
    [InlineData("max_value=5000.50")]
    [InlineData("min_value=2000&max_value=9000")]
    [InlineData("closing_from=2026-06-01")]
    [InlineData("closing_to=2026-12-31")]
    [InlineData("closed_from=@median&status=won")]
    [InlineData("closed_to=@median&status=all")]
    [InlineData("status=open")]
    [InlineData("status=won")]
    [InlineData("status=lost")]
    [InlineData("status=all")]
    public async Task Every_filter_holds_what_Odoo_has(string query)
    {
        query = query.Replace("@median", await MedianCloseAsync(), StringComparison.Ordinal);
        var wanted = query.Split('&').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
        var expected = await OdooAsync(lead => IsStatus(lead, wanted.GetValueOrDefault("status", "open")) && wanted.All(filter => Holds(lead, filter.Key, filter.Value)));

        var ids = new List<long>();
        for (var page = 1; ; page++)
        {
            var answer = (await mirror.Admin.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/api/opportunities?{query}&per_page=100&page={page}"))).Expect(HttpStatusCode.OK);
            ids.AddRange(answer.Ids("opportunities"));
            if (!answer["pagination"].GetProperty("has_next").GetBoolean())
                break;
        }

        ids.Order().ShouldBe(expected.Select(Id).Order());
    }

    /// <summary>A day on which one was closed, as others were before and after.</summary>
    private async Task<string> MedianCloseAsync()
    {
        var days = (await OdooAsync(lead => Word(lead, "date_closed") is not null)).Select(lead => Word(lead, "date_closed")![..10]).Order(StringComparer.Ordinal).ToArray();
        return days[days.Length / 2];
    }

    [Fact]
    public async Task An_account_has_the_opportunities_of_its_contacts()
    {
        var partners = await mirror.Control.DumpAsync("res.partner");
        var contact = (await OdooAsync(IsOpen)).Select(lead => Number(lead, "partner_id")).First(id => id is { } partner && Number(partners[partner], "parent_id") is not null)!.Value;
        var account = Number(partners[contact], "commercial_partner_id")!.Value;
        var expected = await OdooAsync(lead => IsOpen(lead) && Number(lead, "partner_id") is { } partner && Number(partners[partner], "commercial_partner_id") == account);

        var answer = await mirror.Admin.GetAsync($"/api/opportunities?per_page=100&account_id={account}");

        answer.Ids("opportunities").Order().ShouldBe(expected.Select(Id).Order());
        var opportunity = answer["opportunities"][0];
        opportunity.GetProperty("account_id").GetInt64().ShouldBe(account);
        opportunity.GetProperty("account_name").GetString().ShouldBe(partners[account].GetProperty("complete_name").GetString());
        opportunity.GetProperty("currency").GetString().ShouldBe("EUR");
        opportunity.GetProperty("source").GetString().ShouldBe("odoo");
    }

    [Fact]
    public async Task Every_bad_value_is_named_at_once()
    {
        var answer = await mirror.Admin.GetAsync("/api/opportunities?min_value=much&max_value=1e5&closing_from=01.02.2026&closing_to=2026-02-30&status=maybe&salesperson_id=me");

        answer.Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["closing_from", "closing_to", "max_value", "min_value", "salesperson_id", "status"]);
    }

    private async Task<int> LeadOfAsync(string login)
    {
        var id = await mirror.CreateAsync("crm.lead", new { name = $"Card of {login}", user_id = Uid(login) });
        await mirror.SyncCompletelyAsync();
        return id;
    }

    private async Task<List<JsonElement>> OdooAsync(Func<JsonElement, bool> which) =>
        [.. (await mirror.Control.DumpAsync("crm.lead")).Values.Where(lead => lead.GetProperty("type").GetString() == "opportunity" && which(lead))];

    private static bool IsOpen(JsonElement lead) => IsStatus(lead, "open");

    private static bool IsStatus(JsonElement lead, string status)
    {
        var (active, probability) = (lead.GetProperty("active").ValueKind == JsonValueKind.True, lead.GetProperty("probability").GetDecimal());
        return status switch
        {
            "open" => active,
            "won" => active && probability == 100,
            "lost" => !active && probability == 0,
            _ => true,
        };
    }

    private static bool Holds(JsonElement lead, string filter, string value) => filter switch
    {
        "salesperson_id" => Number(lead, "user_id") == Long(value),
        "team_id" or "stage_id" => Number(lead, filter) == Long(value),
        "stage" => Number(lead, "stage_id") == 4,
        "min_value" => Revenue(lead) >= Decimal(value),
        "max_value" => Revenue(lead) <= Decimal(value),
        "closing_from" => string.CompareOrdinal(lead.GetProperty("date_deadline").GetString() ?? "", value) >= 0,
        "closed_from" => string.CompareOrdinal(Word(lead, "date_closed") ?? "", value) >= 0,
        "closed_to" => Word(lead, "date_closed") is { } moment && string.CompareOrdinal(moment[..10], value) <= 0,
        "closing_to" => lead.GetProperty("date_deadline").GetString() is { } day && string.CompareOrdinal(day, value) <= 0,
        _ => true,
    };

    private int Uid(string login) => mirror.Odoo.Users.Single(user => user.Login == login).Id;

    private static long Id(JsonElement row) => row.GetProperty("id").GetInt64();

    private static long? Number(JsonElement row, string field) => row.GetProperty(field) is { ValueKind: JsonValueKind.Number } value ? value.GetInt64() : null;

    private static decimal Revenue(JsonElement lead) => lead.GetProperty("expected_revenue") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : 0;

    private static long Long(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static decimal Decimal(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
