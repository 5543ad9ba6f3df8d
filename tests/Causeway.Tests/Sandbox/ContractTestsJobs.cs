using Shouldly;
using Xunit;

namespace Causeway.Tests.Sandbox;

/// <summary>What moves or does not move a record's write_date where nobody writes to it: jobs, managers, logins, late commits.</summary>
public sealed class ContractTestsJobs(Targets targets) : IClassFixture<Targets>
{
    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task A_recomputation_moves_it_and_OdooBot_is_the_writer(string name)
    {
        var (odoo, records, lead) = await LeadAsync(name);
        await using var _ = records;

        (await MovesAsync(records, odoo, lead, () => new ServerJobs(odoo).RecomputeAsync(lead))).ShouldBeTrue();

        ((int)(await odoo.Admin.ReadAsync("crm.lead", lead, "write_uid"))["write_uid"]![0]!).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task The_nightly_scoring_changes_probabilities_and_moves_nothing(string name)
    {
        var (odoo, records, lead) = await LeadAsync(name);
        await using var _ = records;
        await odoo.Admin.WriteAsync("crm.lead", lead, new { probability = 1, automated_probability = 1 });
        var before = await odoo.Admin.ReadAsync("crm.lead", lead, "probability", "write_uid");

        (await MovesAsync(records, odoo, lead, () => new ServerJobs(odoo).ScoreAsync(lead))).ShouldBeFalse();

        var after = await odoo.Admin.ReadAsync("crm.lead", lead, "probability", "write_uid");
        ((double)after["probability"]!).ShouldNotBe((double)before["probability"]!);
        ((int)after["write_uid"]![0]!).ShouldBe((int)before["write_uid"]![0]!);
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task A_transaction_that_commits_late_is_stamped_with_its_start(string name)
    {
        var (odoo, records, late) = await LeadAsync(name);
        await using var _ = records;
        var early = await records.CreateAsync("crm.lead", new { name = records.Mark });

        var end = await new ServerJobs(odoo).BeginWriteAsync(late, "late");
        // More than once: a real server may take the first before it has begun the other.
        for (var i = 0; i < 10; i++)
            await odoo.Admin.WriteAsync("crm.lead", early, new { referred = $"early {i}" });
        ((bool)(await odoo.Admin.ReadAsync("crm.lead", late, "referred"))["referred"]!).ShouldBeFalse();
        await end();

        ((string)(await odoo.Admin.ReadAsync("crm.lead", late, "referred"))["referred"]!).ShouldBe("late");
        var domain = new object[] { new object[] { "id", "in", new[] { late, early } } };
        Wires.Ids(await odoo.Admin.CallAsync("crm.lead", "search", new { domain, order = "write_date, id" })).ShouldBe([late, early]);
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task Logging_in_does_not_move_the_user(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var user = await records.CreateAsync("res.users", new { name = records.Mark, login = records.Mark, password = records.Mark });
        var before = (string)(await odoo.Admin.ReadAsync("res.users", user, "write_date"))["write_date"]!;

        (await Stamp.MovesAsync(records, odoo.Admin, "res.users", user, new { name = records.Mark, login = $"{records.Mark} other" }, () => odoo.SignInAsync(records.Mark, records.Mark))).ShouldBeFalse();

        ((string)(await odoo.Admin.ReadAsync("res.users", user, "write_date"))["write_date"]!).ShouldBe(before);
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task A_departments_new_manager_moves_those_who_reported_to_the_old_one_and_nobody_else(string name)
    {
        var odoo = await targets.OpenAsync(name);
        await using var records = odoo.Records();
        var manager = await EmployeeAsync("manager", new { });
        var department = await records.CreateAsync("hr.department", new { name = records.Mark });
        var reporting = await EmployeeAsync("without", new { department_id = department });
        var elsewhere = await EmployeeAsync("with", new { department_id = department, parent_id = reporting });
        Task AppointAsync() => odoo.Admin.WriteAsync("hr.department", department, new { manager_id = manager });

        (await MovesEmployeeAsync(elsewhere, AppointAsync)).ShouldBeFalse();
        await odoo.Admin.WriteAsync("hr.department", department, new { manager_id = false });
        (await MovesEmployeeAsync(reporting, AppointAsync)).ShouldBeTrue();

        Task<bool> MovesEmployeeAsync(int employee, Func<Task> work) => Stamp.MovesAsync(records, odoo.Admin, "hr.employee", employee, new { name = records.Mark }, work);

        async Task<int> EmployeeAsync(string word, object values)
        {
            var id = await records.CreateAsync("hr.employee", new { name = $"{records.Mark} {word}" });
            await odoo.Admin.WriteAsync("hr.employee", id, values);
            return id;
        }
    }

    private async Task<(OdooTarget Odoo, MadeRecords Records, int Lead)> LeadAsync(string name)
    {
        var odoo = await targets.OpenAsync(name);
        var records = odoo.Records();
        return (odoo, records, await records.CreateAsync("crm.lead", new { name = records.Mark, user_id = false }));
    }

    private static Task<bool> MovesAsync(MadeRecords records, OdooTarget odoo, int lead, Func<Task> work) =>
        Stamp.MovesAsync(records, odoo.Admin, "crm.lead", lead, new { name = records.Mark }, work);
}
