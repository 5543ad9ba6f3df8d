using System.Net;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Conformance;

/// <summary>Contract 3.9: Odoo through us.</summary>
[Collection(ConformanceServer.Name)]
public sealed class Contract39PassThroughTests(ConformanceServer server)
{
    private const string Table = """
        admin  GET /utils/odoo/version                                              | 200 server_version!
        admin  GET /utils/odoo/models                                               | 200 models![model]
        admin  GET /utils/odoo/crm.lead/fields                                      | 200 fields!
        admin  GET /utils/odoo/crm.lead?domain=[["id",">",0]]&fields=name&limit=2&offset=0&order=id | 200 records![id name]
        admin  GET /utils/odoo/crm.lead?domain=nonsense                             | 400 details{domain[]}
        admin  GET /utils/odoo/crm.lead/<lead>                                      | 200 id
        admin  GET /utils/odoo/crm.lead/999999999                                   | 404
        admin  POST /utils/odoo/crm.lead/search_count {"args":[[]]}                 | 200 result!
        admin  POST /utils/odoo/crm.lead/search_read {"kwargs":{"domain":[],"fields":["name"],"limit":1} } | 200 result![id name]
        admin  POST /utils/odoo/crm.lead/fields_get {"kwargs":{"attributes":["type"]} } | 200 result!
        admin  POST /utils/odoo/crm.lead/unlink {"args":[[1]]}                      | 403
        admin  POST /utils/odoo/crm.lead/_private {"args":[]}                       | 403
        admin  GET /utils/odoo/res.users                                            | 403
        admin  GET /utils/odoo/ir.config_parameter                                  | 403
        admin  GET /utils/odoo/base.automation                                      | 403
        lukas  GET /utils/odoo/crm.lead                                             | 403
        nobody GET /utils/odoo/crm.lead                                             | 401
        """;

    public static TheoryData<string> Lines => ConformanceServer.Lines(Table);

    [Theory]
    [MemberData(nameof(Lines))]
    public Task Every_call_is_answered_as_the_contract_says(string line) => server.CheckAsync(line);

    [Fact]
    public async Task A_call_is_in_the_audit_log()
    {
        (await server.ByAdminKey.GetAsync("/api/utils/odoo/crm.tag?limit=1")).Expect(HttpStatusCode.OK);

        (await server.Admin.GetAsync("/api/audit?per_page=5")).Text.ShouldContain("crm.tag");
    }
}
