using System.Net;
using System.Text.Json;
using Causeway.Platform.Settings;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Leads;

/// <summary>Reading leads: who sees which, what stays the same between two answers, and CSV.</summary>
public sealed class LeadsEndpointsTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    // One team: Anna leads it, Lukas and Sofia are in it. Another: Pieter. None: Paula, and Morgan, to whom Anna reports.
    private const string Morgan = "morgan.reyes", Anna = "anna.keller", Lukas = "lukas.berg", Sofia = "sofia.rossi", Pieter = "pieter.jansen", Paula = "paula.office";

    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task A_lead_is_told_as_Odoo_has_it_with_names_in_place_of_ids()
    {
        var row = (await mirror.Control.DumpAsync("crm.lead")).First(lead =>
            lead.Value.GetProperty("partner_id").ValueKind == JsonValueKind.Number && lead.Value.GetProperty("tag_ids").ValueKind == JsonValueKind.Array);
        var odoo = row.Value;
        var classic = (await mirror.Raw.CallAsync("crm.lead", "read", new { fields = new[] { "stage_id", "user_id", "team_id", "partner_id" } }, [(int)row.Key]))![0]!;

        var lead = (await mirror.Admin.GetAsync($"/api/crm/leads/{row.Key}")).Expect(HttpStatusCode.OK);

        lead["name"].GetString().ShouldBe(odoo.GetProperty("name").GetString());
        lead["expected_revenue"].GetDecimal().ShouldBe(odoo.GetProperty("expected_revenue").GetDecimal());
        lead["date_deadline"].GetString().ShouldBe(odoo.GetProperty("date_deadline").GetString());
        lead["custom"].GetProperty("x_studio_score").GetInt64().ShouldBe(odoo.GetProperty("x_studio_score").GetInt64());
        lead["write_date"].GetString().ShouldBe($"{odoo.GetProperty("write_date").GetString()![..19].Replace(' ', 'T')}Z");
        lead["tags"].EnumerateArray().Select(tag => tag.GetProperty("id").GetInt64()).ShouldBe(odoo.GetProperty("tag_ids").EnumerateArray().Select(tag => tag.GetInt64()).Order());
        lead["odoo_url"].GetString().ShouldBe($"{mirror.Odoo.Url}/web#id={row.Key}&model=crm.lead&view_type=form");
        foreach (var member in new[] { "stage", "user", "team" })
            lead[member].GetProperty("name").GetString().ShouldBe((string)classic[$"{member}_id"]![1]!);
        lead["partner"].GetProperty("id").GetInt64().ShouldBe((long)classic["partner_id"]![0]!);
    }

    [Fact]
    public async Task A_salesperson_whose_contact_belongs_to_a_company_is_called_without_it()
    {
        var company = await mirror.CreateAsync("res.partner", new { name = "Agency", is_company = true });
        var user = await mirror.CreateAsync("res.users", new { name = "Robin Vos", login = "robin.vos" });
        var id = await mirror.CreateAsync("crm.lead", new { name = "Theirs", user_id = user });
        var contact = (await mirror.Control.DumpAsync("res.users"))[user].GetProperty("partner_id").GetInt32();
        await mirror.WriteAsync("res.partner", contact, new { parent_id = company });
        await mirror.SyncCompletelyAsync();

        var lead = (await mirror.Admin.GetAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.OK);

        lead["user"].GetProperty("name").GetString().ShouldBe("Robin Vos");
    }

    [Fact]
    public async Task What_Odoo_has_as_false_is_null()
    {
        var id = await mirror.CreateAsync("crm.lead", new { name = "Bare", user_id = false, team_id = false, partner_id = false });
        await mirror.SyncCompletelyAsync();

        var lead = await mirror.Admin.GetAsync($"/api/crm/leads/{id}");

        foreach (var member in new[] { "user", "partner", "email_from", "phone", "date_deadline", "date_closed", "description", "contact_name" })
            lead[member].ValueKind.ShouldBe(JsonValueKind.Null, member);
        lead["tags"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_salesperson_lists_their_own_leads_only_whatever_they_ask_for()
    {
        var lukas = await mirror.SignInAsync(Lukas);
        var own = (await mirror.Control.DumpAsync("crm.lead")).Where(lead =>
            lead.Value.GetProperty("user_id") is { ValueKind: JsonValueKind.Number } user && user.GetInt32() == Uid(Lukas)
            && lead.Value.GetProperty("company_id").ToString() != "2").Select(lead => lead.Key).ToArray();

        (await lukas.GetAsync("/api/crm/leads?per_page=100")).Ids("leads").Order().ShouldBe(own.Order());
        (await lukas.GetAsync($"/api/crm/leads?per_page=100&user_id={Uid(Pieter)}")).Ids("leads").Order().ShouldBe(own.Order());
        (await lukas.GetAsync("/api/crm/leads"))["pagination"].GetProperty("total").GetInt32().ShouldBe(own.Length);
        (await lukas.GetAsync("/api/crm/leads?format=csv")).Text.TrimEnd().Split('\n').Length.ShouldBeGreaterThanOrEqualTo(own.Length + 1);
    }

    [Theory]
    [InlineData(Lukas, true)]
    [InlineData(Sofia, true)]
    [InlineData(Anna, true)]
    [InlineData(Morgan, true)]
    [InlineData(Pieter, false)]
    [InlineData(Paula, false)]
    public async Task A_single_lead_is_seen_by_its_salesperson_their_team_and_whom_they_report_to(string reader, bool sees)
    {
        var id = await LeadAsync(user: Uid(Lukas), team: false);

        await SeesAsync(reader, id, sees);
    }

    [Theory]
    [InlineData(Lukas, true)]
    [InlineData(Pieter, false)]
    [InlineData(Paula, false)]
    public async Task Nobodys_lead_of_a_team_is_seen_by_the_team(string reader, bool sees)
    {
        var id = await LeadAsync(user: false, team: await TeamAsync("Direct Sales"));

        await SeesAsync(reader, id, sees);
    }

    [Theory]
    [InlineData(Lukas)]
    [InlineData(Paula)]
    public async Task Nobodys_lead_of_no_team_is_seen_by_everybody(string reader) =>
        await SeesAsync(reader, await LeadAsync(user: false, team: false), sees: true);

    [Fact]
    public async Task A_lead_of_another_company_does_not_exist_for_who_is_not_in_it()
    {
        var id = await LeadAsync(user: Uid(Lukas), team: false, company: 2);

        await SeesAsync(Lukas, id, sees: false);
        (await (await mirror.SignInAsync("lukas.berg")).GetAsync("/api/crm/leads?per_page=100")).Ids("leads").ShouldNotContain(id);
        // Odoo's administrator is in both companies, ours in the connection's main one.
        await SeesAsync("admin", id, sees: true);
        (await mirror.Admin.GetAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_leaves_a_team_sees_its_leads_no_more()
    {
        var daniel = await mirror.SignInAsync("daniel.nowak");
        var id = await LeadAsync(user: Uid(Pieter), team: false);
        (await daniel.GetAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.OK);
        var member = (await mirror.Control.DumpAsync("crm.team.member")).Values.Single(row => row.GetProperty("user_id").GetInt32() == Uid("daniel.nowak"));

        await mirror.WriteAsync("crm.team.member", member.GetProperty("id").GetInt32(), new { active = false });
        await mirror.SyncCompletelyAsync();

        (await daniel.GetAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task People_who_report_to_each_other_in_a_circle_are_still_reports()
    {
        var robin = await mirror.CreateAsync("res.users", new { name = "Robin Smit", login = "robin.smit" });
        var paula = (int)(await mirror.Control.DumpAsync("hr.employee")).Single(row => row.Value.GetProperty("user_id").ToString() == $"{Uid(Paula)}").Key;
        var between = await mirror.CreateAsync("hr.employee", new { name = "In between", parent_id = paula });
        await mirror.CreateAsync("hr.employee", new { name = "Robin Smit", user_id = robin, parent_id = between });
        var id = await LeadAsync(user: robin, team: false);
        await SeesAsync(Paula, id, sees: true);

        await mirror.Control.UpdateAsync("hr.employee", [paula], new { parent_id = between });
        await mirror.SyncCompletelyAsync();

        await SeesAsync(Paula, id, sees: true);
        await SeesAsync(Pieter, id, sees: false);
    }

    [Fact]
    public async Task Nobodys_leads_can_be_kept_from_members()
    {
        var id = await LeadAsync(user: false, team: false);
        await using var strict = await TestServer.StartAsync(mirror.Database, settings => settings with { Unassigned = Unassigned.Hidden }, mirror.Clock);
        var lukas = mirror.Odoo.Users.Single(user => user.Login == Lukas);
        var reader = await Api.SignInAsync(strict.Client, "/api/login", new { username = Lukas, api_key = lukas.ApiKey });

        (await reader.GetAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.NotFound);
        (await reader.GetAsync($"/api/opportunities/{id}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_single_lead_can_be_opened_to_every_user_of_the_connection()
    {
        var id = await LeadAsync(user: Uid(Lukas), team: false);
        await using var open = await TestServer.StartAsync(mirror.Database, settings => settings with { LeadRead = LeadRead.Connection }, mirror.Clock);
        var pieter = mirror.Odoo.Users.Single(user => user.Login == Pieter);
        var reader = await Api.SignInAsync(open.Client, "/api/login", new { username = Pieter, api_key = pieter.ApiKey });

        var lead = (await reader.GetAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.OK);
        (await reader.GetAsync($"/api/changes?since={lead.Header("X-Changes-Position")}")).Expect(HttpStatusCode.OK);
        (await reader.GetAsync($"/api/crm/leads/{id}/history")).Expect(HttpStatusCode.OK);
        (await reader.GetAsync("/api/crm/leads?per_page=100")).Ids("leads").ShouldNotContain(id);
    }

    [Fact]
    public async Task An_ETag_outlives_every_sync_that_changes_nothing()
    {
        var list = await mirror.Admin.GetAsync("/api/crm/leads?per_page=10");
        var id = list.Ids("leads")[0];
        var single = await mirror.Admin.GetAsync($"/api/crm/leads/{id}");
        mirror.Clock.Advance(TimeSpan.FromMinutes(1));
        await mirror.SyncCompletelyAsync(full: true);

        var listAgain = await mirror.Admin.GetAsync("/api/crm/leads?per_page=10", ("If-None-Match", list.ETag));
        var singleAgain = await mirror.Admin.GetAsync($"/api/crm/leads/{id}", ("If-None-Match", $"\"other\", {single.ETag}"));

        listAgain.Expect(HttpStatusCode.NotModified).Text.ShouldBeEmpty();
        singleAgain.Expect(HttpStatusCode.NotModified);
        listAgain.Header("X-Data-As-Of").ShouldNotBe(list.Header("X-Data-As-Of"));
    }

    [Fact]
    public async Task An_ETag_changes_with_the_lead_and_with_the_name_of_what_it_refers_to()
    {
        var stage = await mirror.CreateAsync("crm.stage", new { name = "Once" });
        var id = await mirror.CreateAsync("crm.lead", new { name = "Tagged", stage_id = stage });
        await mirror.SyncCompletelyAsync();
        var before = (await mirror.Admin.GetAsync($"/api/crm/leads/{id}")).ETag;
        await mirror.WriteAsync("crm.stage", stage, new { name = "Twice" });
        await mirror.SyncCompletelyAsync();

        (await mirror.Admin.GetAsync($"/api/crm/leads/{id}", ("If-None-Match", before))).Expect(HttpStatusCode.OK).ETag.ShouldNotBe(before);
    }

    [Fact]
    public async Task A_listed_lead_carries_the_ETag_of_its_own_page()
    {
        var listed = (await mirror.Admin.GetAsync("/api/crm/leads?per_page=3"))["leads"];

        foreach (var lead in listed.EnumerateArray())
            (await mirror.Admin.GetAsync($"/api/crm/leads/{lead.GetProperty("id").GetInt64()}")).ETag.ShouldBe(lead.GetProperty("etag").GetString());
    }

    [Theory]
    [InlineData("?format=csv", "application/json")]
    [InlineData("", "text/csv")]
    public async Task As_CSV_the_whole_list_comes_with_a_guard_against_formulas(string query, string accept)
    {
        var id = await mirror.CreateAsync("crm.lead", new { name = "=HYPERLINK(\"http://evil.example\")", contact_name = "Line\nbreak, \"quoted\"" });
        await mirror.SyncCompletelyAsync();
        var total = (await mirror.Admin.GetAsync("/api/crm/leads"))["pagination"].GetProperty("total").GetInt32();

        var answer = (await mirror.Admin.GetAsync($"/api/crm/leads{query}", ("Accept", accept))).Expect(HttpStatusCode.OK);

        answer.ContentHeaders.ContentType!.MediaType.ShouldBe("text/csv");
        var rows = Csv.Parse(answer.Text);
        rows.Count.ShouldBe(total);
        rows.Select(row => row["id"]).ShouldBeUnique();
        var mine = rows.Single(row => row["id"] == $"{id}");
        mine["name"].ShouldBe("'=HYPERLINK(\"http://evil.example\")");
        mine["contact_name"].ShouldBe("Line\nbreak, \"quoted\"");
        mine["stage"].ShouldNotBeNullOrEmpty();
        mine["stage_id"].ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1+1")]
    [InlineData("-1+1")]
    [InlineData("@SUM(1)")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("=cmd|' /C calc'!A0")]
    public async Task No_text_from_Odoo_is_a_formula_in_a_spreadsheet(string text)
    {
        var id = await mirror.CreateAsync("crm.lead", new { name = "A formula", contact_name = text, description = text });
        await mirror.SyncCompletelyAsync();

        foreach (var path in new[] { "/api/crm/leads?format=csv", "/api/records/crm.lead?format=csv" })
        {
            var row = Csv.Parse((await mirror.Admin.GetAsync(path)).Text).Single(row => row["id"] == $"{id}");
            row["contact_name"].ShouldStartWith("'", Case.Sensitive, path);
        }
    }

    [Fact]
    public async Task Nor_is_a_name_that_is_resolved_or_a_field_of_the_instances_own()
    {
        await mirror.Control.AddFieldAsync("crm.lead", "x_note", "char");
        var partner = await mirror.CreateAsync("res.partner", new { name = "=cmd|' /C calc'!A0" });
        var id = await mirror.CreateAsync("crm.lead", new { name = "=1", type = "opportunity", partner_id = partner, x_note = "@SUM(1)" });
        await mirror.SyncCompletelyAsync(full: true);

        foreach (var path in new[] { "/api/crm/leads?", "/api/opportunities?status=all&", "/api/records/crm.lead?", "/api/records/crm.lead?fields=name,partner_id,x_note&" })
        {
            var row = Csv.Parse((await mirror.Admin.GetAsync($"{path}format=csv")).Expect(HttpStatusCode.OK).Text).Single(row => row["id"] == $"{id}");
            row.Values.ShouldContain(cell => cell.Contains("cmd|", StringComparison.Ordinal), path);
            row.Values.ShouldAllBe(cell => cell.Length == 0 || !"=+@\t\r".Contains(cell[0]), path);
        }
    }

    [Theory]
    [InlineData("tags", "crm.tag")]
    [InlineData("stages", "crm.stage")]
    [InlineData("teams", "crm.team")]
    [InlineData("lost-reasons", "crm.lost.reason")]
    public async Task The_small_tables_are_everybodys(string route, string model)
    {
        var odoo = (await mirror.Control.DumpAsync(model)).Keys;

        var listed = (await (await mirror.SignInAsync(Lukas)).GetAsync($"/api/crm/{route}?per_page=100")).Expect(HttpStatusCode.OK);

        listed.Ids(route.Replace('-', '_')).Order().ShouldBe(odoo.Order());
    }

    [Fact]
    public async Task Users_are_the_administrators_and_leave_portal_and_public_users_out()
    {
        (await (await mirror.SignInAsync(Lukas)).GetAsync("/api/crm/users")).Expect(HttpStatusCode.Forbidden);

        var users = (await mirror.Admin.GetAsync("/api/crm/users?per_page=100"))["users"].EnumerateArray().ToList();

        // Robins are whom other tests of this class have hired.
        users.Select(user => user.GetProperty("login").GetString()!).Where(login => !login.StartsWith("robin.", StringComparison.Ordinal)).Order()
            .ShouldBe(mirror.Odoo.Users.Select(user => user.Login).Order());
        users.Single(user => user.GetProperty("login").GetString() == Lukas).GetProperty("name").GetString().ShouldBe("Lukas Berg");
    }

    private async Task SeesAsync(string login, int id, bool sees) =>
        (await (await mirror.SignInAsync(login)).GetAsync($"/api/crm/leads/{id}")).Expect(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound);

    private async Task<int> LeadAsync(object user, object team, int? company = null)
    {
        var id = await mirror.CreateAsync("crm.lead", new { name = "Seen or not", user_id = user, team_id = team, company_id = company is { } number ? (object)number : false });
        // Odoo gives a lead of a salesperson their team; what is asked for here is exact.
        await mirror.Control.UpdateAsync("crm.lead", [id], new { team_id = team, user_id = user });
        await mirror.SyncCompletelyAsync();
        return id;
    }

    private async Task<int> TeamAsync(string name) =>
        (int)(await mirror.Control.DumpAsync("crm.team")).Single(team => team.Value.GetProperty("name").GetString() == name).Key;

    private int Uid(string login) => mirror.Odoo.Users.Single(user => user.Login == login).Id;
}
