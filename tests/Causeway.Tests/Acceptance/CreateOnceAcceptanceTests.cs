using System.Net;
using System.Text.Json.Nodes;
using Causeway.Tests.Sandbox;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Acceptance;

/// <summary>A create under an Idempotency-Key goes another way into Odoo, by <c>load</c>, and makes the same record there.</summary>
[Collection(AcceptanceTargets.OneAtATime)]
public sealed class CreateOnceAcceptanceTests(AcceptanceTargets targets, ITestOutputHelper output) : IClassFixture<AcceptanceTargets>
{
    /// <summary>What differs between two records that are made one after the other; a contact without a parent is its own commercial partner.</summary>
    private static readonly string[] Moments = ["id", "create_date", "write_date", "__last_update", "date_open", "date_last_stage_update", "access_token", "signup_token", "calendar_last_notif_ack", "date_closed", "commercial_partner_id"];

    private static readonly object Everything = new { active_test = false };

    public static TheoryData<string, string> Cases => new(
        from target in AcceptanceTargets.All
        from route in new[] { "/api/crm/leads", "/api/crm/leads of nothing", "/api/contacts", "/api/activities", "/api/activities of nothing" }
        select ((string)target.Data, route));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task With_a_key_Odoo_stores_what_it_stores_without(string target, string route)
    {
        var mirror = await targets.OpenAsync(target);
        await using var records = mirror.Odoo.Records();
        var (path, model, body) = await BodyAsync(mirror, records, route);

        var without = records.Track(model, (int)(await mirror.Admin.PostAsync(path, body)).Expect(HttpStatusCode.Created).Id);
        var with = records.Track(model, (int)(await mirror.Admin.PostAsync(path, body, ("Idempotency-Key", records.Mark))).Expect(HttpStatusCode.Created).Id);

        (await ExternalIdsAsync(mirror, model, with)).ShouldBe(1);
        var fields = await FieldsAsync(mirror, model);
        var (one, other) = (await ReadAsync(mirror, model, without, fields), await ReadAsync(mirror, model, with, fields));
        fields.Where(field => one[field]?.ToJsonString() != other[field]?.ToJsonString()).Select(field => $"{field}: {one[field]} and {other[field]}").ShouldBeEmpty();
        output.WriteLine($"{target}: {model}, {body.Count} values sent, {fields.Length} fields alike");
    }

    [Theory]
    [MemberData(nameof(AcceptanceTargets.All), MemberType = typeof(AcceptanceTargets))]
    public async Task A_salesperson_who_writes_as_themselves_makes_it_once_too(string target)
    {
        const string Credentials = "/api/profile/odoo-credentials";
        var mirror = await targets.OpenAsync(target);
        await using var records = mirror.Odoo.Records();
        var (login, key) = await targets.SalespersonAsync(target);
        var sam = await mirror.SignInAsync(login, key);
        (await sam.PostAsync(Credentials, new { odoo_username = login, odoo_password = key, odoo_database = mirror.Odoo.Database })).Expect(HttpStatusCode.OK);

        var lead = (await sam.PostAsync("/api/crm/leads", new { name = records.Mark }, ("Idempotency-Key", records.Mark))).Expect(HttpStatusCode.Created).Id;
        var activity = (await sam.PostAsync("/api/activities", new { res_model = "crm.lead", res_id = lead, summary = records.Mark }, ("Idempotency-Key", records.Mark))).Expect(HttpStatusCode.Created).Id;
        records.Track("crm.lead", (int)lead);
        records.Track("mail.activity", (int)activity);
        (await sam.DeleteAsync(Credentials)).Expect(HttpStatusCode.OK);

        (await ExternalIdsAsync(mirror, "crm.lead", (int)lead)).ShouldBe(1);
        (await ExternalIdsAsync(mirror, "mail.activity", (int)activity)).ShouldBe(1);
    }

    /// <summary>Every field that the route lets be written, or as few as it takes.</summary>
    private static async Task<(string Path, string Model, JsonObject Body)> BodyAsync(MirroredTarget mirror, MadeRecords records, string route)
    {
        var (path, odoo) = (route.Split(' ')[0], mirror.Odoo.Admin);
        async Task<int> AnyAsync(string model, object[]? domain = null) => (await odoo.SearchAsync(model, domain ?? []))[0];
        var company = await AnyAsync("res.partner", [new object[] { "is_company", "=", true }]);
        switch (path)
        {
            case "/api/crm/leads" when route != path:
                return (path, "crm.lead", new JsonObject { ["name"] = records.Mark, ["user_id"] = null, ["partner_id"] = null, ["date_deadline"] = null, ["active"] = false, ["tag_ids"] = new JsonArray(), ["expected_revenue"] = 0, ["probability"] = 0 });
            case "/api/crm/leads":
                var tags = (await odoo.SearchAsync("crm.tag", Array.Empty<object>()))[..2];
                return (path, "crm.lead", new JsonObject
                {
                    ["name"] = $"{records.Mark} Zoë & <Söhne>", ["type"] = "opportunity", ["stage_id"] = await AnyAsync("crm.stage"), ["user_id"] = odoo.Uid, ["team_id"] = await AnyAsync("crm.team"), ["partner_id"] = company,
                    ["tag_ids"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]), ["contact_name"] = "Contact", ["partner_name"] = "Partner", ["email_from"] = "a@example.com", ["phone"] = "+31 6 12345678",
                    ["expected_revenue"] = 12.345, ["probability"] = 33.3, ["priority"] = "2", ["date_deadline"] = "2027-01-31", ["description"] = "plain <b>bold</b> & more", ["active"] = true,
                });
            case "/api/contacts":
                var country = await AnyAsync("res.country", [new object[] { "code", "=", "US" }]);
                return (path, "res.partner", new JsonObject
                {
                    ["name"] = records.Mark, ["is_company"] = false, ["type"] = "contact", ["company_name"] = "Some company", ["function"] = "Buyer", ["email"] = "b@example.com", ["phone"] = "123", ["website"] = "http://www.example.com",
                    ["vat"] = null, ["ref"] = "R-1", ["street"] = "Street 1", ["street2"] = "2nd floor", ["city"] = "Utrecht", ["zip"] = "3511", ["country_id"] = country, ["lang"] = "en_US", ["user_id"] = odoo.Uid,
                    ["category_id"] = new JsonArray([.. (await odoo.SearchAsync("res.partner.category", Array.Empty<object>())).Take(2).Select(category => (JsonNode)category)]), ["comment"] = "A <i>comment</i>", ["active"] = true,
                });
            default:
                var about = new JsonObject { ["res_model"] = "crm.lead", ["res_id"] = await records.CreateAsync("crm.lead", new { name = records.Mark }) };
                await mirror.SyncAsync();
                if (route != path)
                    return (path, "mail.activity", about);
                about["activity_type_id"] = await AnyAsync("mail.activity.type");
                (about["summary"], about["note"], about["date_deadline"], about["user_id"]) = ("Summary", "A <b>note</b>", "2027-02-03", odoo.Uid);
                return (path, "mail.activity", about);
        }
    }

    private static async Task<long> ExternalIdsAsync(MirroredTarget mirror, string model, int id) => (long)(await CallAsync(
        mirror, "ir.model.data", "search_count", new { domain = new object[] { new object[] { "module", "=", "causeway" }, new object[] { "model", "=", model }, new object[] { "res_id", "=", id } } }))!;

    private static async Task<string[]> FieldsAsync(MirroredTarget mirror, string model) =>
    [
        .. (await CallAsync(mirror, model, "fields_get", new { attributes = new[] { "type", "store" } }))!.AsObject()
            .Where(field => (bool?)field.Value!["store"] != false && (string)field.Value["type"]! is not ("one2many" or "binary") && !Moments.Contains(field.Key))
            .Select(field => field.Key),
    ];

    private static async Task<JsonNode> ReadAsync(MirroredTarget mirror, string model, int id, string[] fields) =>
        (await CallAsync(mirror, model, "read", new { fields, context = Everything }, [id]))!.AsArray()[0]!;

    /// <summary>A raw call, its answer as JSON whatever the transport made of it.</summary>
    private static async Task<JsonNode?> CallAsync(MirroredTarget mirror, string model, string method, object arguments, int[]? ids = null) =>
        JsonNode.Parse((await mirror.Odoo.Admin.CallAsync(model, method, arguments, ids))?.ToJsonString() ?? "null");
}
