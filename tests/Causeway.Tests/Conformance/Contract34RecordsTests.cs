using System.Net;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Conformance;

/// <summary>Contract 3.4: any model, and what changed.</summary>
[Collection(ConformanceServer.Name)]
public sealed class Contract34RecordsTests(ConformanceServer server)
{
    private const string Table = $$"""
        lukas  GET /records                                                         | 200 records![model count last_sync]
        admin  GET /records/crm.lead?name[ne]=x&expected_revenue[gte]=0&expected_revenue[lt]=99999999&stage_id[in]=1,2,3,4&name[ilike]=a&partner_id[null]=false&fields=id,name&sort_by=name | 200 records[id name] {{ContractCall.Pagination}}
        admin  GET /records/crm.lead?id[gt]=0&id[lte]=99999999&id[eq]=1&name[like]=a&tag_ids[contains]=1 | 200 records[id] {{ContractCall.Pagination}}
        admin  GET /records/crm.lead?nonsense=1                                     | 400
        admin  GET /records/crm.lead?sort_by=nonsense                               | 400 details{sort_by[]}
        admin  GET /records/no.such.model                                           | 404
        lukas  GET /records/crm.lead/<lead>                                         | 200 id name
        pieter GET /records/crm.lead/<lead>                                         | 404
        lukas  GET /records/res.users                                               | 404
        lukas  GET /changes?models=crm.lead&limit=5                                 | 200 changes[version model id kind at] position! has_more
        lukas  GET /changes?since=nonsense                                          | 400 details{since[]}
        lukas  GET /changes?limit=0                                                 | 400 details{limit[]}
        nobody GET /changes                                                         | 401
        admin  DELETE /records/crm.lead/<lead>?purge=true                           | 409
        admin  DELETE /records/crm.lead/<lead>                                      | 400 details{purge[]}
        lukas  DELETE /records/crm.lead/<lead>?purge=true                           | 403
        """;

    public static TheoryData<string> Lines => ConformanceServer.Lines(Table);

    [Theory]
    [MemberData(nameof(Lines))]
    public Task Every_call_is_answered_as_the_contract_says(string line) => server.CheckAsync(line);

    [Fact]
    public async Task A_list_is_followed_from_its_position_through_insert_update_and_delete()
    {
        var since = (await server.Lukas.GetAsync("/api/crm/leads")).Header("X-Changes-Position");
        var lead = await server.AddLeadAsync();
        (await server.Lukas.PutAsync($"/api/crm/leads/{lead}", new { name = "Changed" })).Expect(HttpStatusCode.OK);
        (await server.Admin.DeleteAsync($"/api/crm/leads/{lead}")).Expect(HttpStatusCode.NoContent);

        var changes = (await server.Lukas.GetAsync($"/api/changes?since={since}&models=crm.lead")).Expect(HttpStatusCode.OK);

        changes["changes"].EnumerateArray().Where(change => change.GetProperty("id").GetInt64() == lead).Select(change => change.GetProperty("kind").GetString()).ShouldBe(["insert", "update", "delete"]);
        changes["changes"].EnumerateArray().First(change => change.GetProperty("kind").GetString() == "update").GetProperty("changed_fields").EnumerateArray().Select(field => field.GetString()).ShouldContain("name");
        var other = (await server.Pieter.GetAsync($"/api/changes?since={since}")).Expect(HttpStatusCode.Gone);
        other["reset"].GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_deleted_in_Odoo_is_listed_on_demand_and_purged_for_good()
    {
        var lead = await server.AddLeadAsync();
        (await server.Admin.DeleteAsync($"/api/crm/leads/{lead}")).Expect(HttpStatusCode.NoContent);
        var query = $"/api/records/crm.lead?deleted=true&id={lead}";
        (await server.Admin.GetAsync(query)).Expect(HttpStatusCode.OK)["records"][0].GetProperty("deleted").GetBoolean().ShouldBeTrue();

        (await server.Admin.DeleteAsync($"/api/records/crm.lead/{lead}?purge=true")).Expect(HttpStatusCode.NoContent);

        (await server.Admin.GetAsync(query))["records"].GetArrayLength().ShouldBe(0);
        (await server.Admin.DeleteAsync($"/api/records/crm.lead/{lead}?purge=true")).Code.ShouldBe(404);
    }

    [Fact]
    public async Task The_feed_is_followed_as_server_sent_events()
    {
        using var stream = await server.Lukas.FollowAsync("/api/changes/stream");

        stream.StatusCode.ShouldBe(HttpStatusCode.OK);
        stream.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
    }
}
