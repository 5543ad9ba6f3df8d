using Xunit;

namespace Causeway.Tests.Conformance;

/// <summary>Contract 3.2: leads and the tables around them.</summary>
[Collection(ConformanceServer.Name)]
public sealed class Contract32CrmTests(ConformanceServer server)
{
    private const string Lead = """
        id name type stage{id name} user{id name} team{id name} partner{id name} contact_name partner_name email_from phone expected_revenue probability priority date_deadline date_closed tags[id name] description active won_status create_date write_date custom odoo_url last_synced
        """;

    private const string Table = $$"""
        nobody GET /crm/leads                                                       | 401
        lukas  GET /crm/leads?stage=new&type=opportunity&q=a&updated_since=2020-01-01T00:00:00Z | 200 leads[{{Lead}}] {{ContractCall.Pagination}}
        admin  GET /crm/leads?user_id=<uid>&stage_id=<stage>                        | 200 leads[{{Lead}}] {{ContractCall.Pagination}}
        admin  GET /crm/leads?tag_id=<tag>                                          | 200 leads![{{Lead}}] {{ContractCall.Pagination}}
        admin  GET /crm/leads?contact_id=<contact>                                  | 200 leads[{{Lead}}] {{ContractCall.Pagination}}
        admin  GET /crm/leads?updated_since=2020-01-01T00:00:00Z&deleted=true       | 200 leads![id] {{ContractCall.Pagination}}
        admin  GET /crm/leads?nonsense=1&type=no                                    | 400 details{nonsense[] type[]}
        lukas  POST /crm/leads {"name":"Made","stage_id":<stage>,"team_id":<team>,"partner_id":<contact>,"tag_ids":[<tag>],"expected_revenue":12.5,"date_deadline":"2030-01-31","priority":"1","description":"x","contact_name":"c","partner_name":"p","email_from":"a@b.example","phone":"1","probability":40,"type":"opportunity"} | 201 {{Lead}}
        lukas  POST /crm/leads {"nonsense":1,"expected_revenue":"x"}                | 400 details{name[] nonsense[] expected_revenue[]}
        nobody POST /crm/leads {"name":"x"}                                         | 401
        lukas  GET /crm/leads/<lead>                                                | 200 {{Lead}}
        pieter GET /crm/leads/<lead>                                                | 404
        lukas  PUT /crm/leads/<lead> {"name":"Changed"}                             | 200 {{Lead}}
        lukas  PUT /crm/leads/<lead> {"user_id":<stranger>}                         | 403
        anna   PUT /crm/leads/<lead> {"name":"Changed"}                             | 403
        pieter PUT /crm/leads/<lead> {"name":"Changed"}                             | 404
        admin  PUT /crm/leads/<lead> {"user_id":<stranger>}                         | 200 {{Lead}}
        admin  PUT /crm/leads/<lead> {"nonsense":1}                                 | 400 details{nonsense[]}
        lukas  DELETE /crm/leads/<lead>                                             | 403
        admin  DELETE /crm/leads/<lead>                                             | 204
        admin  DELETE /crm/leads/999999999                                          | 404
        lukas  POST /crm/leads/<lead>/won                                           | 200 {{Lead}}
        anna   POST /crm/leads/<lead>/won                                           | 403
        lukas  POST /crm/leads/<lead>/lost {"lost_reason_id":<reason>}              | 200 {{Lead}}
        lukas  POST /crm/leads/<lead>/lost                                          | 200 {{Lead}}
        lukas  POST /crm/leads/<lost-lead>/restore                                  | 200 {{Lead}}
        pieter POST /crm/leads/<lost-lead>/restore                                  | 404
        lukas  PATCH /crm/leads {"ids":[<lead>,999999999],"set":{"stage_id":<stage>,"user_id":<uid>,"tag_ids":[<tag>]} } | 200 results![id outcome]
        lukas  PATCH /crm/leads {"ids":[<lead>],"action":"won"}                     | 200 results![id outcome]
        lukas  PATCH /crm/leads {"ids":[<lead>],"action":"lost"}                    | 200 results![id outcome]
        lukas  PATCH /crm/leads {"ids":[<lost-lead>],"action":"restore"}            | 200 results![id outcome]
        lukas  PATCH /crm/leads {"ids":[<lead>],"etags":{"<lead>":"\"old\""},"action":"won"} | 200 results![id outcome current{etag {{Lead}}}]
        lukas  PATCH /crm/leads {"ids":[],"nonsense":1}                             | 400 details{ids[] set[] nonsense[]}
        nobody PATCH /crm/leads {"ids":[1],"action":"won"}                          | 401
        lukas  POST /crm/leads/<plain-lead>/convert {"team_id":<team>,"partner_id":<contact>} | 200 {{Lead}}
        lukas  POST /crm/leads/<plain-lead>/convert {"user_id":<stranger>}          | 403
        lukas  POST /crm/leads/<lead>/convert                                       | 409
        pieter POST /crm/leads/<lead>/convert                                       | 404
        lukas  POST /crm/leads/<lead>/notes {"text":"They called."}                 | 201 id author date
        lukas  POST /crm/leads/<lead>/notes {"nonsense":1}                          | 400
        anna   POST /crm/leads/<lead>/notes {"text":"x"}                            | 403
        pieter POST /crm/leads/<lead>/notes {"text":"x"}                            | 404
        lukas  GET /crm/leads/<lead>/notes                                          | 200 notes[id author date text html] {{ContractCall.Pagination}}
        pieter GET /crm/leads/<lead>/notes                                          | 404
        lukas  GET /crm/leads/<lead>/history                                        | 200 history[field old new at seen_at]
        pieter GET /crm/leads/<lead>/history                                        | 404
        lukas  GET /crm/tags                                                        | 200 tags![id name] {{ContractCall.Pagination}}
        lukas  GET /crm/stages                                                      | 200 stages![id name] {{ContractCall.Pagination}}
        lukas  GET /crm/teams                                                       | 200 teams![id name] {{ContractCall.Pagination}}
        lukas  GET /crm/lost-reasons                                                | 200 lost_reasons![id name] {{ContractCall.Pagination}}
        admin  GET /crm/users                                                       | 200 users![id name login] {{ContractCall.Pagination}}
        lukas  GET /crm/users                                                       | 403
        """;

    public static TheoryData<string> Lines => ConformanceServer.Lines(Table);

    [Theory]
    [MemberData(nameof(Lines))]
    public Task Every_call_is_answered_as_the_contract_says(string line) => server.CheckAsync(line);
}
