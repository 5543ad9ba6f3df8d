using System.Net;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Changes;

/// <summary>The feed as its readers get it: under the visibility rule, before and after each change.</summary>
public sealed class ChangeEndpointsTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    // In one team; in another; in none.
    private const string Lukas = "lukas.berg", Sofia = "sofia.rossi", Pieter = "pieter.jansen", Paula = "paula.office";

    private static readonly TimeSpan AMoment = TimeSpan.FromSeconds(12);

    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task What_changed_since_a_list_is_told_with_its_fields_and_no_other()
    {
        var id = await LeadOfAsync(Sofia);
        var position = await PositionAsync(mirror.Admin);
        await mirror.WriteAsync("crm.lead", id, new { name = "Renamed", referred = "by a friend" });
        await mirror.SyncCompletelyAsync();

        var change = (await ChangesAsync(mirror.Admin, position)).ShouldHaveSingleItem();

        Of(change).ShouldBe(("update", "crm.lead", id));
        change.GetProperty("changed_fields").EnumerateArray().Select(field => field.GetString()).Order().ShouldBe(["name", "referred"]);
    }

    [Fact]
    public async Task What_is_written_and_stays_the_same_is_no_change()
    {
        var id = await LeadOfAsync(Sofia);
        var position = await PositionAsync(mirror.Admin);
        mirror.Clock.Advance(TimeSpan.FromSeconds(1));
        await mirror.WriteAsync("crm.lead", id, new { name = $"Lead of {Sofia}" });
        await mirror.SyncCompletelyAsync();

        (await ChangesAsync(mirror.Admin, position)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_insert_an_update_and_a_delete_come_in_their_order()
    {
        var position = await PositionAsync(mirror.Admin);
        var id = (int)(await mirror.Admin.PostAsync("/api/crm/leads", new { name = "Short life" })).Expect(HttpStatusCode.Created).Id;
        (await mirror.Admin.PutAsync($"/api/crm/leads/{id}", new { name = "Renamed" })).Expect(HttpStatusCode.OK);
        (await mirror.Admin.DeleteAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.NoContent);

        var changes = await ChangesAsync(mirror.Admin, position);

        changes.Select(Of).ShouldBe([("insert", "crm.lead", id), ("update", "crm.lead", id), ("delete", "crm.lead", id)]);
        changes.Select(change => change.GetProperty("version").GetInt64()).ShouldBeInOrder(SortDirection.Ascending);
    }

    [Fact]
    public async Task What_leaves_somebodys_sight_is_hidden_to_them_with_its_key_alone()
    {
        var id = await LeadOfAsync(Sofia);
        var (lukas, pieter, paula) = (await mirror.SignInAsync(Lukas), await mirror.SignInAsync(Pieter), await mirror.SignInAsync(Paula));
        var positions = (await PositionAsync(lukas), await PositionAsync(pieter), await PositionAsync(paula));

        await mirror.WriteAsync("crm.lead", id, new { user_id = Uid(Pieter), team_id = false });
        await mirror.SyncCompletelyAsync();

        var hidden = (await ChangesAsync(lukas, positions.Item1)).ShouldHaveSingleItem();
        Of(hidden).ShouldBe(("hidden", "crm.lead", id));
        hidden.TryGetProperty("changed_fields", out _).ShouldBeFalse();
        Of((await ChangesAsync(pieter, positions.Item2)).ShouldHaveSingleItem()).ShouldBe(("update", "crm.lead", id));
        (await ChangesAsync(paula, positions.Item3)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deletion_is_told_to_who_saw_the_record_and_to_nobody_else()
    {
        var id = await LeadOfAsync(Sofia);
        var (lukas, pieter) = (await mirror.SignInAsync(Lukas), await mirror.SignInAsync(Pieter));
        var positions = (await PositionAsync(lukas), await PositionAsync(pieter));

        (await mirror.Admin.DeleteAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.NoContent);

        Of((await ChangesAsync(lukas, positions.Item1)).ShouldHaveSingleItem()).ShouldBe(("delete", "crm.lead", id));
        (await ChangesAsync(pieter, positions.Item2)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Page_by_page_from_its_last_position_a_reader_gets_each_change_once()
    {
        var position = await PositionAsync(mirror.Admin);
        var ids = new List<int>();
        for (var i = 0; i < 7; i++)
            ids.Add(await mirror.CreateAsync("crm.lead", new { name = $"Number {i}" }));
        await mirror.SyncCompletelyAsync();

        var seen = new List<int>();
        ApiAnswer page;
        do
        {
            page = await mirror.Admin.GetAsync($"/api/changes?since={position}&limit=3&models=crm.lead");
            seen.AddRange(page["changes"].EnumerateArray().Select(change => Of(change).Id));
            position = page["position"].GetString()!;
        }
        while (page["has_more"].GetBoolean());

        seen.Order().ShouldBe(ids);
    }

    [Fact]
    public async Task Only_the_models_asked_for_are_told()
    {
        var position = await PositionAsync(mirror.Admin);
        await mirror.CreateAsync("crm.tag", new { name = $"Tag {position}" });
        var id = await mirror.CreateAsync("crm.lead", new { name = "Asked for" });
        await mirror.SyncCompletelyAsync();

        var changes = (await mirror.Admin.GetAsync($"/api/changes?since={position}&models=crm.lead"))["changes"].EnumerateArray();

        changes.Select(Of).ShouldBe([("insert", "crm.lead", id)]);
    }

    [Fact]
    public async Task Who_joins_a_team_is_told_to_read_the_lists_again()
    {
        var paula = await mirror.SignInAsync(Paula);
        var position = await PositionAsync(paula);
        var team = (await mirror.Control.DumpAsync("crm.team")).Keys.Max();
        var member = await mirror.CreateAsync("crm.team.member", new { crm_team_id = team, user_id = Uid(Paula) });
        await mirror.SyncCompletelyAsync();

        var answer = (await paula.GetAsync($"/api/changes?since={position}")).Expect(HttpStatusCode.Gone);

        answer["reset"].GetBoolean().ShouldBeTrue();
        await mirror.WriteAsync("crm.team.member", member, new { active = false });
        await mirror.SyncCompletelyAsync();
        (await PositionAsync(paula)).Split('-')[1].ShouldBe(position.Split('-')[1]);
    }

    [Theory]
    [InlineData("since=17")]
    [InlineData("since=-1-abcdef")]
    [InlineData("limit=many")]
    [InlineData("until=now")]
    public async Task What_is_no_position_is_a_400(string query)
    {
        var answer = (await mirror.Admin.GetAsync($"/api/changes?{query}")).Expect(HttpStatusCode.BadRequest);

        answer.BadFields.ShouldBe([query.Split('=')[0]]);
    }

    [Fact]
    public async Task The_stream_wakes_when_something_changes_and_goes_on_after_its_last_event()
    {
        var id = await LeadOfAsync(Sofia);
        string last;
        using (var stream = await EventReader.OpenAsync(mirror.Admin))
        {
            await RenameAsync(id, "First");
            (last, var change) = await stream.NextAsync(AMoment);
            Of(change).ShouldBe(("update", "crm.lead", id));
        }

        await RenameAsync(id, "Second, while nobody listened");

        using var again = await EventReader.OpenAsync(mirror.Admin, ("Last-Event-ID", last));
        var (position, missed) = await again.NextAsync(AMoment);
        Of(missed).ShouldBe(("update", "crm.lead", id));
        position.ShouldNotBe(last);
    }

    [Fact]
    public async Task The_stream_tells_nothing_of_what_its_reader_may_not_see()
    {
        var foreign = await LeadOfAsync(Pieter);
        var own = await LeadOfAsync(Lukas);
        using var stream = await EventReader.OpenAsync(await mirror.SignInAsync(Lukas));

        await RenameAsync(foreign, "None of your business");
        await RenameAsync(own, "Yours");

        Of((await stream.NextAsync(AMoment)).Change).ShouldBe(("update", "crm.lead", own));
    }

    [Fact]
    public async Task A_stream_ends_when_its_readers_view_changes_and_its_position_is_gone()
    {
        var reader = await mirror.SignInAsync("daniel.nowak");
        var position = await PositionAsync(reader);
        using var stream = await EventReader.OpenAsync(reader);
        var member = (await mirror.Control.DumpAsync("crm.team.member")).Values.Single(row => row.GetProperty("user_id").GetInt32() == Uid("daniel.nowak"));

        await mirror.WriteAsync("crm.team.member", member.GetProperty("id").GetInt32(), new { active = false });
        await mirror.SyncCompletelyAsync();

        await stream.EndAsync(AMoment);
        (await reader.GetAsync("/api/changes/stream", ("Last-Event-ID", position))).Expect(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Records_come_with_their_changes_where_they_are_asked_for_and_can_be_seen()
    {
        var (own, foreign) = (await LeadOfAsync(Lukas), await LeadOfAsync(Pieter));
        var lukas = await mirror.SignInAsync(Lukas);
        var position = await PositionAsync(lukas);
        await RenameAsync(own, "With its record");
        await RenameAsync(foreign, "Not his");

        var change = (await lukas.GetAsync($"/api/changes?since={position}&records=true")).Expect(HttpStatusCode.OK)["changes"].EnumerateArray().ShouldHaveSingleItem();
        var record = change.GetProperty("record");

        (record.GetProperty("id").GetInt32(), record.GetProperty("name").GetString()).ShouldBe((own, "With its record"));
        record.GetProperty("user_id").GetProperty("id").GetInt32().ShouldBe(Uid(Lukas));
        record.GetProperty("odoo_url").GetString().ShouldNotBeNull();
        (await ChangesAsync(lukas, position)).ShouldHaveSingleItem().TryGetProperty("record", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_deletion_carries_no_record()
    {
        var id = await LeadOfAsync(Sofia);
        var position = await PositionAsync(mirror.Admin);
        (await mirror.Admin.DeleteAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.NoContent);

        var change = (await mirror.Admin.GetAsync($"/api/changes?since={position}&records=true"))["changes"].EnumerateArray().ShouldHaveSingleItem();

        Of(change).ShouldBe(("delete", "crm.lead", id));
        change.TryGetProperty("record", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_stream_of_one_model_tells_of_no_other_and_carries_records_too()
    {
        var id = await LeadOfAsync(Sofia);
        using var stream = await EventReader.OpenAsync(mirror.Admin, "?models=crm.lead&records=true");
        await mirror.CreateAsync("crm.tag", new { name = $"Tag beside {id}" });
        await mirror.SyncCompletelyAsync();
        await RenameAsync(id, "Streamed");

        var (_, change) = await stream.NextAsync(AMoment);

        Of(change).ShouldBe(("update", "crm.lead", id));
        change.GetProperty("record").GetProperty("name").GetString().ShouldBe("Streamed");
    }

    [Fact]
    public async Task Two_hundred_followers_are_all_told()
    {
        var id = await LeadOfAsync(Sofia);
        var streams = new List<EventReader>();
        for (var i = 0; i < 200; i++)
            streams.Add(await EventReader.OpenAsync(mirror.Admin));

        await RenameAsync(id, "Told to all");

        foreach (var stream in streams)
            Of((await stream.NextAsync(AMoment)).Change).ShouldBe(("update", "crm.lead", id));
        streams.ForEach(stream => stream.Dispose());
    }

    [Fact]
    public async Task Whose_sign_in_ends_is_told_nothing_more()
    {
        var id = await LeadOfAsync(Sofia);
        var reader = await Api.SignInAsync(mirror.Server.Client, "/api/auth/login", new { username = "admin", password = MirrorServer.AdminPassword });
        using var stream = await EventReader.OpenAsync(reader);
        await RenameAsync(id, "While signed in");
        await stream.NextAsync(AMoment);
        (await reader.PostAsync("/api/auth/logout", new { everywhere = false })).Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NoContent);
        mirror.Clock.Advance(TimeSpan.FromSeconds(2));

        await RenameAsync(id, "After signing out");

        await stream.EndAsync(AMoment);
    }

    [Fact]
    public async Task Whose_API_token_is_revoked_is_told_nothing_more()
    {
        var id = await LeadOfAsync(Sofia);
        var made = (await mirror.Admin.PostAsync("/api/auth/tokens", new { name = "a follower", scopes = new[] { "read" } })).Expect(HttpStatusCode.Created);
        using var stream = await EventReader.OpenAsync(new Api(mirror.Server.Client, made["token"].GetString()!));
        await RenameAsync(id, "While it is good");
        await stream.NextAsync(AMoment);
        (await mirror.Admin.DeleteAsync($"/api/auth/tokens/{made["api_token"].GetProperty("id").GetString()}")).Expect(HttpStatusCode.NoContent);
        mirror.Clock.Advance(TimeSpan.FromSeconds(2));

        await RenameAsync(id, "After it was revoked");

        await stream.EndAsync(AMoment);
    }

    [Fact]
    public async Task A_position_of_another_connection_is_gone()
    {
        var position = await PositionAsync(mirror.Admin);
        await using var db = await mirror.Database.OpenConnectionAsync();
        var other = await db.ExecuteScalarAsync<int>(
            "insert into causeway.connection (name, url, database, username, secret_protected, paused) values ('other', 'http://localhost', '', '', '', true) returning id");

        (await mirror.Admin.GetAsync($"/api/changes?since={position}", ("X-Connection", other.ToString()))).Expect(HttpStatusCode.Gone);
    }

    private async Task<int> LeadOfAsync(string login)
    {
        var id = await mirror.CreateAsync("crm.lead", new { name = $"Lead of {login}", user_id = Uid(login) });
        await mirror.SyncCompletelyAsync();
        return id;
    }

    private async Task RenameAsync(int id, string name) =>
        (await mirror.Admin.PutAsync($"/api/crm/leads/{id}", new { name })).Expect(HttpStatusCode.OK);

    private static async Task<string> PositionAsync(Api reader) =>
        (await reader.GetAsync("/api/crm/leads?per_page=1")).Expect(HttpStatusCode.OK).Header("X-Changes-Position").ShouldNotBeNull();

    private static async Task<List<JsonElement>> ChangesAsync(Api reader, string since) =>
        [.. (await reader.GetAsync($"/api/changes?since={since}")).Expect(HttpStatusCode.OK)["changes"].EnumerateArray()];

    private static (string Kind, string Model, int Id) Of(JsonElement change) =>
        (change.GetProperty("kind").GetString()!, change.GetProperty("model").GetString()!, change.GetProperty("id").GetInt32());

    private int Uid(string login) => mirror.Odoo.Users.Single(user => user.Login == login).Id;
}
