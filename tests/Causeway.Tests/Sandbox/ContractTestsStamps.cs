using Shouldly;
using Xunit;

namespace Causeway.Tests.Sandbox;

/// <summary>What moves a record's write_date and what does not: the ground on which a sync stands.</summary>
public sealed class ContractTestsStamps(Targets targets) : IClassFixture<Targets>
{
    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task Every_write_moves_it_even_one_that_changes_nothing(string name)
    {
        await using var stage = await SceneAsync(name);
        await stage.MovesAsync(lead => stage.Odoo.Admin.WriteAsync("crm.lead", lead, new { referred = "x" }));
        await stage.MovesAsync(lead => stage.Odoo.Admin.WriteAsync("crm.lead", lead, new { referred = "x" }));
        await stage.MovesAsync(lead => stage.Odoo.Admin.WriteAsync("crm.lead", lead, new { }));
        await stage.MovesAsync(lead => stage.Odoo.Admin.WriteAsync("crm.lead", lead, new { write_date = "2000-01-01 00:00:00" }));
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task Archiving_and_its_undoing_move_it(string name)
    {
        await using var stage = await SceneAsync(name);
        await stage.MovesAsync(lead => stage.Odoo.Admin.CallAsync("crm.lead", "action_archive", ids: [lead]));
        await stage.MovesAsync(lead => stage.Odoo.Admin.CallAsync("crm.lead", "action_unarchive", ids: [lead]));
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task Linking_tags_moves_it_renaming_and_deleting_them_does_not(string name)
    {
        await using var stage = await SceneAsync(name);
        var tag = await stage.Records.CreateAsync("crm.tag", new { name = stage.Records.Mark });
        object Link() => new { tag_ids = new object[] { new object[] { 4, tag } } };

        await stage.MovesAsync(lead => stage.Odoo.Admin.WriteAsync("crm.lead", lead, Link()));
        await stage.MovesAsync(lead => stage.Odoo.Admin.WriteAsync("crm.lead", lead, Link()));
        await stage.MovesAsync(lead => stage.Odoo.Admin.WriteAsync("crm.lead", lead, new { tag_ids = new object[] { new object[] { 6, 0, new[] { tag } } } }));
        await stage.StaysAsync(_ => stage.Odoo.Admin.WriteAsync("crm.tag", tag, new { name = stage.Records.Mark + " renamed" }));
        await stage.StaysAsync(_ => stage.Odoo.Admin.CallAsync("crm.tag", "unlink", ids: [tag]));
        Wires.Ids((await stage.Odoo.Admin.ReadAsync("crm.lead", stage.Lead, "tag_ids"))["tag_ids"]).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task A_renamed_stage_does_not_move_it_a_new_stage_does(string name)
    {
        await using var stage = await SceneAsync(name);
        var other = await stage.Records.CreateAsync("crm.stage", new { name = stage.Records.Mark, sequence = 50 });
        await stage.MovesAsync(lead => stage.Odoo.Admin.WriteAsync("crm.lead", lead, new { stage_id = other }));
        await stage.StaysAsync(_ => stage.Odoo.Admin.WriteAsync("crm.stage", other, new { name = stage.Records.Mark + " renamed" }));
        ((string)(await stage.Odoo.Admin.ReadAsync("crm.lead", stage.Lead, "stage_id"))["stage_id"]![1]!).ShouldBe(stage.Records.Mark + " renamed");
        await stage.MovesAsync(lead => stage.Odoo.Admin.CallAsync("crm.lead", "action_set_won", ids: [lead]));
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task A_renamed_or_deleted_contact_does_not_move_its_lead(string name)
    {
        await using var stage = await SceneAsync(name);
        await stage.StaysAsync(_ => stage.Odoo.Admin.WriteAsync("res.partner", stage.Partner, new { name = stage.Records.Mark + " renamed" }));
        await stage.StaysAsync(_ => stage.Odoo.Admin.CallAsync("res.partner", "unlink", ids: [stage.Partner]));
        ((bool)(await stage.Odoo.Admin.ReadAsync("crm.lead", stage.Lead, "partner_id"))["partner_id"]!).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task Email_and_phone_go_to_and_fro_between_lead_and_contact(string name)
    {
        await using var stage = await SceneAsync(name);
        await stage.MovesAsync(_ => stage.Odoo.Admin.WriteAsync("res.partner", stage.Partner, new { email = "first@contact.example" }));
        await stage.MovesAsync(_ => stage.Odoo.Admin.WriteAsync("res.partner", stage.Partner, new { phone = "+32 470 12 34 56" }));
        ((string)(await stage.Odoo.Admin.ReadAsync("crm.lead", stage.Lead, "email_from"))["email_from"]!).ShouldBe("first@contact.example");

        await stage.PartnerMovesAsync(stage.Partner, () => stage.MovesAsync(lead => stage.Odoo.Admin.WriteAsync("crm.lead", lead, new { email_from = "second@contact.example" })));
        ((string)(await stage.Odoo.Admin.ReadAsync("res.partner", stage.Partner, "email"))["email"]!).ShouldBe("second@contact.example");
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task Messages_followers_attachments_and_activities_do_not_move_it(string name)
    {
        await using var stage = await SceneAsync(name);
        var odoo = stage.Odoo.Admin;
        var model = (await odoo.SearchAsync("ir.model", new object[] { new object[] { "model", "=", "crm.lead" } })).ShouldHaveSingleItem();
        var activity = 0;

        await stage.StaysAsync(lead => odoo.CallAsync("crm.lead", "message_post", new { body = "hello" }, [lead]));
        await stage.StaysAsync(lead => odoo.CallAsync("crm.lead", "message_subscribe", new { partner_ids = new[] { stage.Partner } }, [lead]));
        await stage.StaysAsync(lead => stage.Records.CreateAsync("ir.attachment", new { name = stage.Records.Mark, res_model = "crm.lead", res_id = lead }));
        await stage.StaysAsync(async lead => activity = await stage.Records.CreateAsync("mail.activity", new { res_model_id = model, res_id = lead, summary = "call" }));
        await stage.StaysAsync(_ => odoo.WriteAsync("mail.activity", activity, new { date_deadline = "2030-01-01" }));
        await stage.StaysAsync(_ => odoo.CallAsync("mail.activity", "action_feedback", new { feedback = "done" }, [activity]));
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task A_company_gives_its_name_and_address_down_but_nothing_comes_up(string name)
    {
        await using var stage = await SceneAsync(name);
        var odoo = stage.Odoo.Admin;
        var company = await stage.Records.CreateAsync("res.partner", new { name = stage.Records.Mark + " Ltd", is_company = true });
        var child = await stage.Records.CreateAsync("res.partner", new { name = stage.Records.Mark + " child", parent_id = company });

        await stage.PartnerMovesAsync(child, () => odoo.WriteAsync("res.partner", company, new { name = stage.Records.Mark + " Inc" }));
        await stage.PartnerMovesAsync(child, () => odoo.WriteAsync("res.partner", company, new { street = "High Street 1" }));
        await stage.PartnerStaysAsync(company, () => odoo.WriteAsync("res.partner", child, new { name = stage.Records.Mark + " renamed" }));
        await stage.PartnerStaysAsync(company, () => stage.Records.CreateAsync("res.partner", new { name = stage.Records.Mark + " second", parent_id = company }));
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task A_company_dependent_field_moves_it(string name)
    {
        await using var stage = await SceneAsync(name);
        var odoo = stage.Odoo.Admin;
        var term = (await odoo.SearchAsync("account.payment.term", Array.Empty<object>()))[0];
        await stage.PartnerMovesAsync(stage.Partner, () => odoo.WriteAsync("res.partner", stage.Partner, new { property_payment_term_id = term }));
        ((int)(await odoo.ReadAsync("res.partner", stage.Partner, "property_payment_term_id"))["property_payment_term_id"]![0]!).ShouldBe(term);
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task An_invoice_moves_with_its_lines_its_customer_and_its_posting(string name)
    {
        await using var stage = await SceneAsync(name);
        var odoo = stage.Odoo.Admin;
        var invoice = await stage.Records.CreateAsync("account.move", new
        {
            move_type = "out_invoice",
            partner_id = stage.Partner,
            invoice_line_ids = new object[] { new object[] { 0, 0, new { name = "line", quantity = 2, price_unit = 50, tax_ids = Array.Empty<int>() } } },
        });
        var line = Wires.Ids((await odoo.ReadAsync("account.move", invoice, "invoice_line_ids"))["invoice_line_ids"]).ShouldHaveSingleItem();

        await stage.InvoiceMovesAsync(invoice, () => odoo.WriteAsync("account.move.line", line, new { name = "renamed" }));
        await stage.InvoiceMovesAsync(invoice, () => odoo.WriteAsync("res.partner", stage.Partner, new { name = stage.Records.Mark + " renamed" }));
        await stage.InvoiceMovesAsync(invoice, () => odoo.CallAsync("account.move", "action_post", ids: [invoice]));
        ((string)(await odoo.ReadAsync("account.move", invoice, "state"))["state"]!).ShouldBe("posted");
        (await Wires.FaultAsync(() => odoo.CallAsync("account.move", "unlink", ids: [invoice]))).Text.ShouldContain("posted journal item");
        await odoo.CallAsync("account.move", "button_draft", ids: [invoice]);
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task A_renamed_user_does_not_move_what_is_theirs(string name)
    {
        await using var stage = await SceneAsync(name);
        var odoo = stage.Odoo.Admin;
        var user = await stage.Records.CreateAsync("res.users", new { name = stage.Records.Mark, login = stage.Records.Mark });
        await odoo.WriteAsync("crm.lead", stage.Lead, new { user_id = user });
        await stage.StaysAsync(_ => odoo.WriteAsync("res.users", user, new { name = stage.Records.Mark + " renamed" }));
        ((string)(await odoo.ReadAsync("crm.lead", stage.Lead, "user_id"))["user_id"]![1]!).ShouldBe(stage.Records.Mark + " renamed");
        await odoo.WriteAsync("crm.lead", stage.Lead, new { user_id = false });
    }

    [Theory, MemberData(nameof(Targets.Plain), MemberType = typeof(Targets))]
    public async Task Comparing_it_depends_on_the_version(string name)
    {
        await using var stage = await SceneAsync(name);
        var odoo = stage.Odoo;
        var second = (string)(await odoo.Admin.ReadAsync("crm.lead", stage.Lead, "write_date"))["write_date"]!;
        var wholeSeconds = odoo.Version >= 19;

        async Task Is(string word, string than, bool expected) =>
            (await odoo.Admin.SearchAsync("crm.lead", new object[] { new object[] { "id", "=", stage.Lead }, new object[] { "write_date", word, than } })).Length.ShouldBe(expected ? 1 : 0, $"{word} {than}");

        await Is("=", second, wholeSeconds);
        await Is(">", second, !wholeSeconds);
        await Is(">=", second, true);
        await Is("<=", second, wholeSeconds);
        await Is(">", second + ".000000", !wholeSeconds);
        await Is("<=", second + ".999999", true);
        await Is(">=", second + ".999999", wholeSeconds);
        await Is("=", second + ".999999", wholeSeconds);
    }

    private async Task<Scene> SceneAsync(string name)
    {
        var odoo = await targets.OpenAsync(name);
        var records = odoo.Records();
        var partner = await records.CreateAsync("res.partner", new { name = records.Mark });
        var lead = await records.CreateAsync("crm.lead", new { name = records.Mark, partner_id = partner, user_id = false });
        return new Scene(odoo, records, partner, lead);
    }

    /// <summary>A lead with a contact.</summary>
    private sealed record Scene(OdooTarget Odoo, MadeRecords Records, int Partner, int Lead) : IAsyncDisposable
    {
        public async Task MovesAsync(Func<int, Task> work) => (await LeadMovesAsync(work)).ShouldBeTrue();

        public async Task StaysAsync(Func<int, Task> work) => (await LeadMovesAsync(work)).ShouldBeFalse();

        public async Task PartnerMovesAsync(int id, Func<Task> work) => (await AnyMovesAsync("res.partner", id, new { name = Records.Mark }, work)).ShouldBeTrue();

        public async Task PartnerStaysAsync(int id, Func<Task> work) => (await AnyMovesAsync("res.partner", id, new { name = Records.Mark }, work)).ShouldBeFalse();

        public async Task InvoiceMovesAsync(int id, Func<Task> work) => (await AnyMovesAsync("account.move", id, new { move_type = "out_invoice" }, work)).ShouldBeTrue();

        public ValueTask DisposeAsync() => Records.DisposeAsync();

        private Task<bool> LeadMovesAsync(Func<int, Task> work) => AnyMovesAsync("crm.lead", Lead, new { name = Records.Mark }, () => work(Lead));

        private Task<bool> AnyMovesAsync(string model, int id, object other, Func<Task> work) => Stamp.MovesAsync(Records, Odoo.Admin, model, id, other, work);
    }
}
