using System.Net;
using System.Text.Json;
using Causeway.Mirror.Catalog;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Contacts;

/// <summary>Contacts as a list and one by one, held against Odoo's own rows, and written there first.</summary>
public sealed class ContactsEndpointsTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private const string Lukas = "lukas.berg", Pieter = "pieter.jansen";

    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task A_list_holds_the_persons_and_companies_of_Odoo_archived_ones_too()
    {
        var archived = await mirror.CreateAsync("res.partner", new { name = "Gone fishing", active = false });
        await mirror.SyncCompletelyAsync();

        (await IdsAsync("")).ShouldBe(await OdooAsync(_ => true));
        (await IdsAsync("active=true")).ShouldBe(await OdooAsync(contact => contact.GetProperty("active").GetBoolean()));
        (await IdsAsync("active=false")).ShouldContain(archived);
        (await IdsAsync("is_company=true")).ShouldBe(await OdooAsync(contact => contact.GetProperty("is_company").ValueKind == JsonValueKind.True));
    }

    [Fact]
    public async Task A_search_looks_at_name_email_phone_and_city()
    {
        var byCity = await mirror.CreateAsync("res.partner", new { name = "Somebody", city = "Ulan-Ude_1" });
        var byMail = await mirror.CreateAsync("res.partner", new { name = "Somebody else", email = "x@ulan-ude_1.example" });
        var other = await mirror.CreateAsync("res.partner", new { name = "Ulan-UdeX1" });
        await mirror.SyncCompletelyAsync();

        var found = await IdsAsync("q=ULAN-UDE_1");

        found.ShouldBe([byCity, byMail]);
        found.ShouldNotContain(other);
    }

    [Fact]
    public async Task Updated_since_holds_what_the_mirror_saw_change_later()
    {
        mirror.Clock.Advance(TimeSpan.FromMinutes(1));
        var id = await mirror.CreateAsync("res.partner", new { name = "Fresh" });
        await mirror.SyncCompletelyAsync();
        var changed = (await mirror.Admin.GetAsync($"/api/contacts/{id}")).Expect(HttpStatusCode.OK);

        (await IdsAsync("updated_since=2100-01-01T00:00:00Z")).ShouldBeEmpty();
        (await IdsAsync("updated_since=2000-01-01T00:00:00Z")).ShouldContain(changed.Id);
    }

    [Fact]
    public async Task A_contact_that_is_created_is_in_Odoo_and_readable_at_once()
    {
        var parent = await mirror.CreateAsync("res.partner", new { name = "Kontor AG", is_company = true });
        await mirror.SyncCompletelyAsync();

        var created = (await (await mirror.SignInAsync(Lukas)).PostAsync("/api/contacts", new { name = "Ödön", email = "oedoen@example.com", parent_id = parent, city = "Wien" })).Expect(HttpStatusCode.Created);

        created.Header("Location").ShouldBe($"/api/contacts/{created.Id}");
        created["account"].GetProperty("id").GetInt32().ShouldBe(parent);
        created["user"].ValueKind.ShouldBe(JsonValueKind.Null);
        (await mirror.Control.DumpAsync("res.partner"))[created.Id].GetProperty("city").GetString().ShouldBe("Wien");
        (await mirror.Admin.GetAsync($"/api/contacts/{created.Id}")).ETag.ShouldBe(created.ETag);
        await mirror.Comparison.ShouldBeEqualAsync(DefaultModels.Partner);
    }

    [Fact]
    public async Task Whoever_sees_a_contact_may_change_it_but_not_give_it_to_a_colleague()
    {
        var id = await ContactAsync("Shared by all");
        var lukas = await mirror.SignInAsync(Lukas);

        (await lukas.PatchAsync($"/api/contacts/{id}", new { phone = "+49 30 1" })).Expect(HttpStatusCode.OK)["phone"].GetString().ShouldBe("+49 30 1");
        (await lukas.PatchAsync($"/api/contacts/{id}", new { user_id = Uid(Pieter) })).Expect(HttpStatusCode.Forbidden);
        (await lukas.PatchAsync($"/api/contacts/{id}", new { user_id = Uid(Lukas) })).Expect(HttpStatusCode.OK);
        (await lukas.PostAsync("/api/contacts", new { name = "For him", user_id = Uid(Pieter) })).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_change_of_an_old_copy_is_refused()
    {
        var id = await ContactAsync("Twice changed");
        var read = await mirror.Admin.GetAsync($"/api/contacts/{id}");
        mirror.Clock.Advance(TimeSpan.FromSeconds(1));
        await mirror.WriteAsync("res.partner", id, new { city = "Bern" });

        var stale = (await mirror.Admin.PatchAsync($"/api/contacts/{id}", new { city = "Basel" }, ("If-Match", read.ETag))).Expect(HttpStatusCode.PreconditionFailed);

        stale["current"].GetProperty("city").GetString().ShouldBe("Bern");
        (await mirror.Admin.PatchAsync($"/api/contacts/{id}", new { city = "Basel" }, ("If-Match", stale.ETag))).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Every_bad_member_is_named_at_once() =>
        (await mirror.Admin.PostAsync("/api/contacts", new { name = "", type = "private", country_id = "CH", nonsense = 1 })).Expect(HttpStatusCode.BadRequest)
            .BadFields.ShouldBe(["country_id", "name", "nonsense", "type"]);

    [Fact]
    public async Task A_contact_of_another_company_is_not_there()
    {
        var id = await mirror.CreateAsync("res.partner", new { name = "London only", company_id = 2 });
        await mirror.SyncCompletelyAsync();
        var lukas = await mirror.SignInAsync(Lukas);

        (await lukas.GetAsync($"/api/contacts/{id}")).Expect(HttpStatusCode.NotFound);
        (await lukas.PatchAsync($"/api/contacts/{id}", new { city = "Bath" })).Expect(HttpStatusCode.NotFound);
    }

    private async Task<int> ContactAsync(string name)
    {
        var id = await mirror.CreateAsync("res.partner", new { name });
        await mirror.SyncCompletelyAsync();
        return id;
    }

    private async Task<long[]> IdsAsync(string query)
    {
        var ids = new List<long>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = (await mirror.Admin.GetAsync($"/api/contacts?per_page=100&sort_by=id&sort_order=asc&{query}{cursor}")).Expect(HttpStatusCode.OK);
            ids.AddRange(page.Ids("contacts"));
            cursor = page["pagination"].GetProperty("next_cursor").GetString() is { } next ? $"&cursor={next}" : null;
        }

        return [.. ids];
    }

    /// <summary>Of the main company or none, whose records alone an administrator without an Odoo user sees.</summary>
    private async Task<IEnumerable<long>> OdooAsync(Func<JsonElement, bool> which) =>
        (await mirror.Control.DumpAsync("res.partner")).Where(row => which(row.Value) && row.Value.GetProperty("company_id").ToString() is not "2").Select(row => row.Key).Order();

    private int Uid(string login) => mirror.Odoo.Users.Single(user => user.Login == login).Id;
}
