using Xunit;

namespace Causeway.Tests.Conformance;

/// <summary>Contract 3.3: opportunities, the board, figures, accounts, activities, contacts, invoices, products.</summary>
[Collection(ConformanceServer.Name)]
public sealed class Contract33SalesTests(ConformanceServer server)
{
    private const string Opportunity =
        "id name account_id account_name value probability weighted_value stage stage_id salesperson salesperson_id team expected_close_date description tags[id name] source last_synced";

    private const string Receivable =
        "id invoice_number customer_name account_id salesperson total_amount amount_due amount_paid payment_status invoice_date due_date currency is_overdue source last_synced";

    private const string Account = "id name pipeline_value won_value active_opportunities total_opportunities receivable last_activity";

    private const string Activity = "id res_model res_id summary note date_deadline state user{id name} activity_type{id name}";

    private const string Metrics =
        "metrics{pipeline_value weighted_pipeline won_revenue lost_revenue win_rate average_deal average_cycle_days active_opportunities total_receivables overdue_receivables pending_invoices}";

    private const string Table = $$"""
        nobody GET /opportunities                                                   | 401
        lukas  GET /opportunities?stage=new&salesperson_id=<uid>&team_id=<team>&account_id=<account>&min_value=1&max_value=9&closing_from=2020-01-01&closing_to=2030-01-01&closed_from=2020-01-01&closed_to=2030-01-01&status=open&q=x | 200 opportunities[{{Opportunity}}] {{ContractCall.Pagination}}
        admin  GET /opportunities?status=won                                        | 200 opportunities![{{Opportunity}}] {{ContractCall.Pagination}}
        admin  GET /opportunities?status=lost                                       | 200 opportunities![{{Opportunity}}] {{ContractCall.Pagination}}
        admin  GET /opportunities?status=all                                        | 200 opportunities![{{Opportunity}}] {{ContractCall.Pagination}}
        admin  GET /opportunities?status=no&min_value=x                             | 400 details{status[] min_value[]}
        lukas  POST /opportunities {"name":"Made","value":12.5,"stage_id":<stage>,"expected_close_date":"2030-01-31","description":"x","account_id":<account>} | 201 {{Opportunity}}
        lukas  POST /opportunities {"nonsense":1}                                   | 400 details{name[] nonsense[]}
        lukas  GET /opportunities/<lead>                                            | 200 {{Opportunity}}
        pieter GET /opportunities/<lead>                                            | 404
        lukas  PUT /opportunities/<lead> {"value":7}                                | 200 {{Opportunity}}
        anna   PUT /opportunities/<lead> {"value":7}                                | 403
        pieter PUT /opportunities/<lead> {"value":7}                                | 404
        lukas  PATCH /opportunities/<lead>/stage {"stage_id":<stage>}               | 200 {{Opportunity}}
        lukas  PATCH /opportunities/<lead>/stage {}                                 | 400
        lukas  PATCH /opportunities/<lead>/stage {"stage_id":999999}                | 422
        lukas  GET /opportunities/kanban                                            | 200 stages![id name] kanban![stage stage_id count total_value weighted_value opportunities[{{Opportunity}}] next_cursor]
        lukas  GET /opportunities/kanban?sort_by=value&sort_order=desc              | 200 stages![id name] kanban![stage stage_id opportunities[{{Opportunity}}] next_cursor]
        lukas  GET /opportunities/kanban?sort_by=colour                             | 400 details{sort_by[]}
        lukas  GET /sales/dashboard/real                                            | 200 source {{Metrics}} by_stage[] by_salesperson[] by_month[] opportunities[{{Opportunity}}] accounts[{{Account}}] invoices[{{Receivable}}] last_updated!
        nobody GET /sales/dashboard/real                                            | 401
        admin  GET /receivables?overdue=true&from=2000-01-01&to=2100-01-01          | 200 summary{total_receivables total_collected pending_count overdue_count aging{current d1_30 d31_60 d61_90 over_90} } invoices[{{Receivable}}] {{ContractCall.Pagination}}
        admin  GET /receivables?status=paid&customer_id=<account>                   | 200 summary{total_receivables} invoices[{{Receivable}}] {{ContractCall.Pagination}}
        admin  GET /receivables?from=yesterday                                      | 400 details{from[]}
        lukas  GET /accounts/real                                                   | 200 accounts![{{Account}}] {{ContractCall.Pagination}}
        lukas  GET /accounts/real?q=a&city=a&country=de&salesperson_id=<uid>        | 200 accounts[{{Account}}] {{ContractCall.Pagination}}
        lukas  GET /accounts/real/<account>                                         | 200 {{Account}} contacts[id name] opportunities[{{Opportunity}}] invoices[{{Receivable}}] activities[{{Activity}}]
        lukas  GET /accounts/real/999999999                                         | 404
        lukas  GET /accounts/real/<account>/history                                 | 200 history[lead_id lead_name field old new at seen_at]
        lukas  GET /accounts/real/999999999/history                                 | 404
        lukas  PATCH /accounts/real/<account> {"city":"Utrecht"}                    | 200 {{Account}} city!
        lukas  PATCH /accounts/real/<account> {"pipeline_value":1}                  | 400 details{pipeline_value[]}
        lukas  GET /activities?user_id=<uid>&model=crm.lead&due=planned&type=a      | 200 activities[{{Activity}}] {{ContractCall.Pagination}}
        lukas  GET /activities?due=never                                            | 400 details{due[]}
        lukas  GET /activities/opportunity/<lead>                                   | 200 opportunity_id activities[{{Activity}}] count
        pieter GET /activities/opportunity/<lead>                                   | 404
        lukas  POST /activities {"res_model":"crm.lead","res_id":<lead>,"summary":"Call","date_deadline":"2030-01-31"} | 201 {{Activity}}
        lukas  POST /activities {"summary":"Call"}                                  | 400 details{res_model[] res_id[]}
        pieter POST /activities {"res_model":"crm.lead","res_id":<lead>}            | 400 details{res_id[]}
        lukas  PATCH /activities/<activity> {"summary":"Changed"}                   | 200 {{Activity}}
        anna   PATCH /activities/<activity> {"summary":"Changed"}                   | 403
        lukas  POST /activities/<activity>/done {"feedback":"Done it"}              | 204
        lukas  DELETE /activities/<activity>                                        | 204
        pieter DELETE /activities/<activity>                                        | 404
        lukas  GET /contacts?q=a&updated_since=2020-01-01T00:00:00Z&active=true     | 200 contacts[id name] {{ContractCall.Pagination}}
        lukas  POST /contacts {"name":"A person"}                                   | 201 id name odoo_url last_synced
        lukas  POST /contacts {"nonsense":1}                                        | 400 details{name[] nonsense[]}
        lukas  GET /contacts/<contact>                                              | 200 id name odoo_url last_synced
        lukas  GET /contacts/999999999                                              | 404
        lukas  PATCH /contacts/<contact> {"city":"Utrecht"}                         | 200 id city!
        admin  GET /invoices?q=a&updated_since=2020-01-01T00:00:00Z                 | 200 invoices[id] {{ContractCall.Pagination}}
        admin  GET /invoices/<invoice>                                              | 200 id odoo_url last_synced
        admin  GET /invoices/999999999                                              | 404
        lukas  GET /products?q=a&updated_since=2020-01-01T00:00:00Z&active=true     | 200 products[id name] {{ContractCall.Pagination}}
        lukas  GET /products/<product>                                              | 200 id name odoo_url last_synced
        lukas  GET /search?q=meridian                                               | 200 groups![type hits[type id title odoo_url]]
        lukas  GET /search                                                          | 400 details{q[]}
        nobody GET /search?q=meridian                                               | 401
        lukas  GET /products/999999999                                              | 404
        """;

    public static TheoryData<string> Lines => ConformanceServer.Lines(Table);

    [Theory]
    [MemberData(nameof(Lines))]
    public Task Every_call_is_answered_as_the_contract_says(string line) => server.CheckAsync(line);
}
