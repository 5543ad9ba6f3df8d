using Shouldly;
using Xunit;

namespace Causeway.Tests.Sandbox;

/// <summary>What a salesperson with "own documents only" may see and do.</summary>
public sealed class ContractTestsRights(Targets targets) : IClassFixture<Targets>
{
    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task A_salesperson_finds_their_own_leads_and_those_of_nobody(string name)
    {
        await using var desk = await DeskAsync(name);
        var (own, free, foreign) = await desk.LeadsAsync();

        (await desk.Seller.SearchAsync("crm.lead", new object[] { new object[] { "id", "in", new[] { own, free, foreign } } })).ShouldBe([own, free]);
        (await desk.Seller.ReadAsync("crm.lead", free, "name")).ShouldNotBeNull();
        await DeniedAsync(() => desk.Seller.ReadAsync("crm.lead", foreign, "name"), "doesn't have 'read' access to:");
        await DeniedAsync(() => desk.Seller.CallAsync("crm.lead", "read", new { fields = new[] { "name" } }, [own, foreign]), "doesn't have 'read' access to:");
        await DeniedAsync(() => desk.Seller.WriteAsync("crm.lead", foreign, new { name = "x" }), "top-secret records");
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task A_salesperson_makes_leads_for_nobody_else_and_deletes_none(string name)
    {
        await using var desk = await DeskAsync(name);
        var own = desk.Records.Track("crm.lead", (int)(await desk.Seller.CallAsync("crm.lead", "create", new { vals_list = new[] { new { name = desk.Records.Mark } } }))![0]!);

        ((int)(await desk.Seller.ReadAsync("crm.lead", own, "user_id"))["user_id"]![0]!).ShouldBe(desk.Seller.Uid);
        await DeniedAsync(() => desk.Seller.CallAsync("crm.lead", "create", new { vals_list = new[] { new { name = "x", user_id = desk.Odoo.Admin.Uid } } }), "doesn't have 'create' access to:");
        await DeniedAsync(() => desk.Seller.CallAsync("crm.lead", "unlink", ids: [own]), "You are not allowed to delete");
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task A_lead_given_away_is_out_of_sight_but_not_gone(string name)
    {
        await using var desk = await DeskAsync(name);
        var (own, _, _) = await desk.LeadsAsync();
        await desk.Odoo.Admin.WriteAsync("crm.lead", own, new { user_id = desk.Odoo.Admin.Uid });

        await DeniedAsync(() => desk.Seller.ReadAsync("crm.lead", own, "name"), "top-secret records");
        await desk.Odoo.Admin.CallAsync("crm.lead", "unlink", ids: [own]);
        (await desk.Seller.CallAsync("crm.lead", "read", new { fields = new[] { "name" } }, [own]))!.AsArray().ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task Models_and_fields_are_closed_to_who_has_no_business_there(string name)
    {
        await using var desk = await DeskAsync(name);
        var stage = (await desk.Odoo.Admin.SearchAsync("crm.stage", Array.Empty<object>()))[0];

        await DeniedAsync(() => desk.Seller.SearchAsync("ir.config_parameter", Array.Empty<object>()), "You are not allowed to access 'System Parameter' (ir.config_parameter) records.");
        await DeniedAsync(() => desk.Seller.WriteAsync("crm.stage", stage, new { name = "x" }), "You are not allowed to modify 'CRM Stages' (crm.stage) records.");
        await DeniedAsync(() => desk.Seller.ReadAsync("res.partner", 1, "credit_limit"), "\"credit_limit\" on Contact (res.partner)");
        var fields = (await desk.Seller.CallAsync("res.partner", "fields_get", new { attributes = new[] { "type" } }))!.AsObject();
        fields.ContainsKey("email").ShouldBeTrue();
        fields.ContainsKey("credit_limit").ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task Rights_can_be_asked_for(string name)
    {
        await using var desk = await DeskAsync(name);
        async Task<string> Of(OdooWire wire, string model)
        {
            var rights = "";
            foreach (var operation in new[] { "read", "write", "create", "unlink" })
            {
                rights += (bool)(await wire.CallAsync(model, "check_access_rights", new { operation, raise_exception = false }))! ? operation[0] : '-';
            }

            return rights;
        }

        (await Of(desk.Odoo.Admin, "crm.lead")).ShouldBe("rwcu");
        (await Of(desk.Seller, "crm.lead")).ShouldBe("rwc-");
        (await Of(desk.Seller, "crm.stage")).ShouldBe("r---");
        (await Of(desk.Seller, "res.partner")).ShouldBe("rwc-");
        (await Of(desk.Seller, "account.move")).ShouldBe("r---");
        (await Of(desk.Seller, "mail.activity")).ShouldBe("rwcu");
        (await Of(desk.Seller, "hr.employee")).ShouldBe("----");
        (await Of(desk.Seller, "hr.employee.public")).ShouldBe("r---");
        (await Of(desk.Seller, "ir.config_parameter")).ShouldBe("----");
        ((bool)(await desk.Seller.CallAsync("crm.lead", "has_access", new { operation = "unlink" }, []))!).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task Employees_show_to_all_what_is_public_of_them(string name)
    {
        await using var desk = await DeskAsync(name);
        (await desk.Seller.CallAsync("hr.employee.public", "search_read", new { domain = Array.Empty<object>(), fields = new[] { "name", "department_id", "job_title" }, limit = 1 }))!.AsArray().Count.ShouldBe(1);
        var employee = (await desk.Odoo.Admin.SearchAsync("hr.employee", Array.Empty<object>()))[0];
        (await desk.Seller.ReadAsync("hr.employee", employee, "name", "work_email")).ContainsKey("work_email").ShouldBeTrue();
        await DeniedAsync(() => desk.Seller.ReadAsync("hr.employee", employee, "name", "birthday"), "birthday");

        Task JobTitles() => desk.Seller.CallAsync("hr.employee", "search_read", new { domain = Array.Empty<object>(), fields = new[] { "job_title" }, limit = 1 });
        if (desk.Odoo.Version >= 19)
        {
            await DeniedAsync(JobTitles, "version_id");
        }
        else
        {
            await JobTitles();
        }
    }

    [Theory, MemberData(nameof(Targets.All), MemberType = typeof(Targets))]
    public async Task Private_methods_and_foreign_companies_are_closed_to_all(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await DeniedAsync(() => odoo.Admin.CallAsync("crm.lead", "_compute_display_name", ids: [1]), "Private methods (such as ");
        await DeniedAsync(() => odoo.Admin.CallAsync("crm.lead", "search_count", new { domain = Array.Empty<object>(), context = new { allowed_company_ids = new[] { 9999 } } }), "Access to unauthorized or invalid companies.");
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task A_salesperson_may_load_with_external_ids_that_they_may_not_read(string name)
    {
        await using var desk = await DeskAsync(name);
        string[] fields = ["id", "name"];
        string[][] data = [[$"causeway_test.{desk.Records.Mark}", desk.Records.Mark]];
        var first = (await desk.Seller.CallAsync("res.partner", "load", new { fields, data }))!;
        var again = (await desk.Seller.CallAsync("res.partner", "load", new { fields, data }))!;
        desk.Records.Track("res.partner", Wires.Ids(first["ids"]).ShouldHaveSingleItem());
        Wires.Ids(again["ids"]).ShouldBe(Wires.Ids(first["ids"]));
    }

    private async Task<Desk> DeskAsync(string name)
    {
        var odoo = await targets.OpenAsync(name);
        var records = odoo.Records();
        var data = await odoo.Admin.CallAsync("ir.model.data", "search_read",
            new { domain = new object[] { new object[] { "module", "=", "sales_team" }, new object[] { "name", "=", "group_sale_salesman" } }, fields = new[] { "res_id" } });
        object groups = new object[] { new object[] { 4, (int)data![0]!["res_id"]! } };
        var id = odoo.Version >= 19
            ? await records.CreateAsync("res.users", new { name = records.Mark, login = records.Mark, password = "a-password-of-12", group_ids = groups })
            : await records.CreateAsync("res.users", new { name = records.Mark, login = records.Mark, password = "a-password-of-12", groups_id = groups });
        var seller = await odoo.SignInAsync(records.Mark, "a-password-of-12");
        seller.Uid.ShouldBe(id);
        return new Desk(odoo, records, seller);
    }

    private static async Task DeniedAsync(Func<Task> call, string text)
    {
        var fault = await Wires.FaultAsync(call);
        fault.Is("AccessError").ShouldBeTrue(fault.Name);
        fault.Text.ShouldContain(text);
    }

    /// <summary>An administrator and a salesperson made for the test.</summary>
    private sealed record Desk(OdooTarget Odoo, MadeRecords Records, OdooWire Seller) : IAsyncDisposable
    {
        public async Task<(int Own, int Free, int Foreign)> LeadsAsync()
        {
            var ids = await Records.CreateManyAsync("crm.lead",
                new { name = Records.Mark, user_id = Seller.Uid }, new { name = Records.Mark, user_id = false }, new { name = Records.Mark, user_id = Odoo.Admin.Uid });
            return (ids[0], ids[1], ids[2]);
        }

        public ValueTask DisposeAsync() => Records.DisposeAsync();
    }
}
