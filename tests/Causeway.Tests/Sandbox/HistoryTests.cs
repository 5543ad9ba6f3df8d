using System.Globalization;
using Causeway.Sandbox;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Sandbox;

/// <summary>What no client can do to an Odoo, and what a mirror must stand all the same.</summary>
public sealed class HistoryTests
{
    [Fact]
    public async Task A_late_commit_shows_up_with_a_stamp_older_than_what_was_written_since()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        var open = (await desk.PostAsync("transactions", new { model = "crm.lead", method = "write", args = new object[] { new[] { 1 }, new { referred = "late" } } }))!;
        await desk.Admin.WriteAsync("crm.lead", 2, new { referred = "early" });

        ((bool)(await desk.Admin.ReadAsync("crm.lead", 1, "referred"))["referred"]!).ShouldBeFalse();
        await desk.PostAsync($"transactions/{open["transaction"]}/commit");

        ((string)(await desk.Admin.ReadAsync("crm.lead", 1, "referred"))["referred"]!).ShouldBe("late");
        var late = (string)(await desk.DumpAsync("crm.lead", 1))["write_date"]!;
        late.ShouldBe((string)open["write_date"]!);
        string.CompareOrdinal(late, (string)(await desk.DumpAsync("crm.lead", 2))["write_date"]!).ShouldBeLessThan(0);
    }

    [Fact]
    public async Task Who_writes_to_what_a_transaction_holds_is_turned_away()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        var open = (await desk.PostAsync("transactions", new { model = "crm.lead", method = "write", args = new object[] { new[] { 1 }, new { referred = "held" } } }))!;
        (await Wires.FaultAsync(() => desk.Admin.WriteAsync("crm.lead", 1, new { referred = "other" }))).Name.ShouldBe("psycopg2.errors.SerializationFailure");
        await desk.PostAsync($"transactions/{open["transaction"]}/rollback");
        await desk.Admin.WriteAsync("crm.lead", 1, new { referred = "other" });
        ((string)(await desk.Admin.ReadAsync("crm.lead", 1, "referred"))["referred"]!).ShouldBe("other");
    }

    [Fact]
    public async Task What_an_open_transaction_points_to_cannot_be_deleted()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        var team = (int)(await desk.Admin.CallAsync("crm.team", "create", new { vals_list = new[] { new { name = "x" } } }))![0]!;
        var open = (await desk.PostAsync("transactions", new { model = "crm.lead", method = "create", args = new object[] { new { name = "late", team_id = team } } }))!;
        (await Wires.FaultAsync(() => desk.Admin.CallAsync("crm.team", "unlink", ids: [team]))).Name.ShouldBe("psycopg2.errors.SerializationFailure");
        await desk.PostAsync($"transactions/{open["transaction"]}/rollback");
        await desk.Admin.CallAsync("crm.team", "unlink", ids: [team]);
        (await desk.Admin.SearchAsync("crm.team", new object[] { new object[] { "id", "=", team } })).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_record_made_in_an_open_transaction_has_its_id_before_it_is_there()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        var open = (await desk.PostAsync("transactions", new { model = "crm.tag", method = "create", args = new object[] { new { name = "late" } } }))!;
        var later = (await desk.Admin.CallAsync("crm.tag", "create", new { vals_list = new[] { new { name = "later" } } }))![0]!;
        ((int)later).ShouldBe((int)open["result"]! + 1);
        (await desk.Admin.SearchAsync("crm.tag", new object[] { new object[] { "name", "=", "late" } })).ShouldBeEmpty();
        await desk.PostAsync($"transactions/{open["transaction"]}/commit");
        (await desk.Admin.SearchAsync("crm.tag", new object[] { new object[] { "name", "=", "late" } })).ShouldBe([(int)open["result"]!]);
    }

    [Fact]
    public async Task A_failed_call_leaves_nothing_behind()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        var before = (await desk.DumpAsync("crm.lead")).ToJsonString() + (await desk.DumpAsync("res.partner")).ToJsonString();
        var lead = (await desk.DumpAsync("crm.lead")).First(row => (int?)row!["partner_id"] is not null)!;
        await Wires.FaultAsync(() => desk.Admin.CallAsync("crm.lead", "write", new { vals = new { email_from = "new@mail.example", stage_id = 99999 } }, [(int)lead["id"]!, 2, 3]));
        ((await desk.DumpAsync("crm.lead")).ToJsonString() + (await desk.DumpAsync("res.partner")).ToJsonString()).ShouldBe(before);
    }

    [Fact]
    public async Task A_restored_dump_brings_back_rows_and_ids()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        var snapshot = (await desk.PostAsync("snapshots"))!["snapshot"];
        var before = (await desk.DumpAsync("crm.lead")).ToJsonString();
        var made = (int)(await desk.Admin.CallAsync("crm.lead", "create", new { vals_list = new[] { new { name = "x" } } }))![0]!;
        await desk.Admin.CallAsync("crm.lead", "unlink", ids: [1]);
        await desk.Admin.WriteAsync("crm.lead", 2, new { name = "y" });

        await desk.PostAsync($"snapshots/{snapshot}/restore");

        (await desk.DumpAsync("crm.lead")).ToJsonString().ShouldBe(before);
        ((int)(await desk.Admin.CallAsync("crm.lead", "create", new { vals_list = new[] { new { name = "x" } } }))![0]!).ShouldBe(made);
    }

    [Fact]
    public async Task A_restored_dump_knows_no_field_made_since_and_no_open_transaction()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        var snapshot = (await desk.PostAsync("snapshots"))!["snapshot"];
        await desk.PostAsync("fields", new { model = "crm.lead", name = "x_grade", type = "char", @default = "B" });
        var open = (await desk.PostAsync("transactions", new { model = "crm.lead", method = "write", args = new object[] { new[] { 1 }, new { referred = "held" } } }))!;

        await desk.PostAsync($"snapshots/{snapshot}/restore");

        (await Wires.FaultAsync(() => desk.Admin.ReadAsync("crm.lead", 1, "x_grade"))).Text.ShouldContain("Invalid field 'x_grade'");
        await desk.Admin.WriteAsync("crm.lead", 1, new { referred = "other" });
        (await Should.ThrowAsync<InvalidOperationException>(() => desk.PostAsync($"transactions/{open["transaction"]}/commit"))).Message.ShouldStartWith("404");
    }

    [Fact]
    public async Task A_record_rule_takes_records_out_of_one_users_sight_and_gives_them_back()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        var manager = desk.As(desk.User(SandboxRole.SalesManager));
        await desk.PostAsync("rules", new { login = "admin", model = "crm.lead", domain = new object[] { new object[] { "referred", "!=", "hidden" } } });
        await manager.WriteAsync("crm.lead", 1, new { referred = "hidden" });

        (await desk.Admin.SearchAsync("crm.lead", new object[] { new object[] { "id", "=", 1 } })).ShouldBeEmpty();
        (await Wires.FaultAsync(() => desk.Admin.ReadAsync("crm.lead", 1, "name"))).Is("AccessError").ShouldBeTrue();
        (await manager.SearchAsync("crm.lead", new object[] { new object[] { "id", "=", 1 } })).ShouldBe([1]);

        await desk.ControlAsync(HttpMethod.Delete, "rules");
        (await desk.Admin.SearchAsync("crm.lead", new object[] { new object[] { "id", "=", 1 } })).ShouldBe([1]);
    }

    [Fact]
    public async Task The_clock_moves_stamps_dates_and_ages()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        await desk.PostAsync("clock", new { seconds = -86_400 * 10 });
        await desk.Admin.WriteAsync("crm.lead", 1, new { });
        using var response = await desk.Http.GetAsync(new Uri("/web/health", UriKind.Relative));
        var stamp = DateTime.ParseExact((string)(await desk.Admin.ReadAsync("crm.lead", 1, "write_date"))["write_date"]!, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

        (DateTime.UtcNow - stamp).TotalDays.ShouldBeInRange(9.9, 10.1);
        (response.Headers.Date!.Value.UtcDateTime - stamp).TotalMinutes.ShouldBeInRange(-1, 1);
    }

    [Fact]
    public async Task Raw_SQL_moves_no_stamp_but_the_one_it_gives()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        var before = (string)(await desk.DumpAsync("crm.lead", 1))["write_date"]!;
        await desk.PostAsync("sql", new { model = "crm.lead", ids = new[] { 1 }, values = new { referred = "by hand" } });
        var row = await desk.DumpAsync("crm.lead", 1);
        ((string)row["referred"]!).ShouldBe("by hand");
        ((string)row["write_date"]!).ShouldBe(before);

        await desk.PostAsync("sql", new { model = "crm.lead", ids = new[] { 1 }, values = new { write_date = "2020-01-02 03:04:05.678901" } });
        ((string)(await desk.DumpAsync("crm.lead", 1))["write_date"]!).ShouldBe("2020-01-02 03:04:05.678901");
        ((string)(await desk.Admin.ReadAsync("crm.lead", 1, "write_date"))["write_date"]!).ShouldBe("2020-01-02 03:04:05");
    }

    [Fact]
    public async Task A_merge_of_partners_moves_references_without_a_stamp()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        var lead = (await desk.DumpAsync("crm.lead")).First(row => (int?)row!["partner_id"] is not null)!;
        var (id, old) = ((int)lead["id"]!, (int)lead["partner_id"]!);
        var into = (int)(await desk.Admin.CallAsync("res.partner", "create", new { vals_list = new[] { new { name = "The one that stays" } } }))![0]!;

        await desk.PostAsync("merge", new { into, ids = new[] { old } });

        var after = await desk.DumpAsync("crm.lead", id);
        ((int)after["partner_id"]!).ShouldBe(into);
        ((string)after["write_date"]!).ShouldBe((string)lead["write_date"]!);
        (await desk.Admin.CallAsync("res.partner", "read", new { fields = new[] { "name" } }, [old]))!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mass_recomputation_stamps_every_open_lead_at_once_as_OdooBot()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        await desk.PostAsync("recompute", new { shift = 1.5 });
        var open = (await desk.DumpAsync("crm.lead")).Where(row => (bool)row!["active"]! && (double)row["probability"]! < 99).ToList();
        open.Select(row => (string)row!["write_date"]!).Distinct().Count().ShouldBe(1);
        open.ShouldAllBe(row => (int)row!["write_uid"]! == 1);
    }

    [Fact]
    public async Task A_new_field_comes_with_its_default_and_goes_again()
    {
        await using var desk = await SandboxDesk.OpenAsync();
        var before = (string)(await desk.DumpAsync("crm.lead", 1))["write_date"]!;
        await desk.PostAsync("fields", new { model = "crm.lead", name = "x_grade", type = "char", @default = "B" });
        ((string)(await desk.Admin.ReadAsync("crm.lead", 1, "x_grade"))["x_grade"]!).ShouldBe("B");
        await desk.Admin.WriteAsync("crm.lead", 2, new { x_grade = "A" });
        (await desk.Admin.SearchAsync("crm.lead", new object[] { new object[] { "x_grade", "=", "A" } }, new { active_test = false })).ShouldBe([2]);
        ((string)(await desk.DumpAsync("crm.lead", 1))["write_date"]!).ShouldBe(before);

        await desk.ControlAsync(HttpMethod.Delete, "fields", new { model = "crm.lead", name = "x_grade" });
        (await Wires.FaultAsync(() => desk.Admin.ReadAsync("crm.lead", 1, "x_grade"))).Text.ShouldContain("Invalid field 'x_grade'");
    }

    [Fact]
    public async Task Calls_side_by_side_each_take_effect_once()
    {
        await using var desk = await SandboxDesk.OpenAsync(new SandboxOptions { Version = "19.0" });
        var json2 = desk.As(desk.Server.Admin, "json2");
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            var made = await json2.CallAsync("crm.lead", "create", new { vals_list = new[] { new { name = $"side by side {i}" } } });
            await json2.CallAsync("crm.lead", "search_read", new { fields = new[] { "name", "partner_id" }, limit = 50 });
            await json2.WriteAsync("crm.lead", (int)made![0]!, new { referred = "done" });
        }));
        (await desk.Admin.SearchAsync("crm.lead", new object[] { new object[] { "name", "like", "side by side" }, new object[] { "referred", "=", "done" } })).Distinct().Count().ShouldBe(40);
    }
}
