using System.Net;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Conformance;

/// <summary>Contract 3.7: tasks and their figures.</summary>
[Collection(ConformanceServer.Name)]
public sealed class Contract37TasksTests(ConformanceServer server)
{
    private const string Person = "{id username full_name}";

    private const string Task = $"id date_created entity_name task_type task_time contact_person{Person} note status created_by{Person} updated_at odoo_model odoo_id priority reminder_at closed_at";

    private const string Table = $$"""
        lukas  POST /tasks {"entity_name":"Northwind","task_type":"Call","task_time":"2030-01-01T10:00:00Z","contact_person_id":"<person>","note":"x","status":"open","odoo_model":"crm.lead","odoo_id":<lead>,"priority":"1","reminder_at":"2029-12-31T10:00:00Z"} | 201 message! task{{{Task}}}
        lukas  POST /tasks {"entity_name":"Northwind","task_type":"Call","task_time":"2030-01-01T10:00:00Z","contact_person_id":"<nowhere>"} | 400 details{contact_person_id[]}
        lukas  POST /tasks {"nonsense":1}                                           | 400 details{entity_name[] task_type[] task_time[] contact_person_id[] nonsense[]}
        nobody POST /tasks {}                                                       | 401
        lukas  GET /tasks?status=open&task_type=a&entity_name=n&contact_person_id=<person>&date_from=2020-01-01&date_to=2100-01-01&due_from=2020-01-01&due_to=2100-01-01&q=n&sort_by=task_time&sort_order=asc | 200 tasks[{{Task}}] {{ContractCall.Pagination}}
        lukas  GET /tasks?overdue=true                                              | 200 tasks[{{Task}}] {{ContractCall.Pagination}}
        lukas  GET /tasks?odoo_model=crm.lead&odoo_id=<lead>                        | 200 tasks[{{Task}}] {{ContractCall.Pagination}}
        lukas  GET /tasks?status=done&sort_by=nonsense                              | 400 details{status[] sort_by[]}
        lukas  GET /tasks/<task>                                                    | 200 task{{{Task}}}
        lukas  GET /tasks/seven                                                     | 400
        lukas  GET /tasks/<nowhere>                                                 | 404
        lukas  PUT /tasks/<task> {"note":"changed"}                                 | 200 message! task{{{Task}}}
        pieter PUT /tasks/<task> {"note":"changed"}                                 | 403
        lukas  PATCH /tasks/<task>/status {"status":"closed"}                       | 200 message! task{{{Task}}}
        lukas  PATCH /tasks/<task>/status {"status":"done"}                         | 400 details{status[]}
        lukas  PATCH /tasks/status {"ids":["<task>","<nowhere>"],"status":"closed"} | 200 updated not_found![] forbidden[]
        pieter PATCH /tasks/status {"ids":["<task>"],"status":"closed"}             | 200 updated not_found[] forbidden![]
        pieter DELETE /tasks/<task>                                                 | 403
        lukas  DELETE /tasks/<task>                                                 | 200 message!
        lukas  DELETE /tasks/<nowhere>                                              | 404
        lukas  GET /analytics/dashboard?from=2020-01-01&to=2100-01-01               | 200 summary{total_tasks open_tasks closed_tasks overdue_tasks completion_rate} task_types[type count] user_tasks[user user_id count open closed] by_day[]
        lukas  GET /analytics/dashboard?from=yesterday                              | 400 details{from[]}
        lukas  POST /tasks/calendar-token                                           | 200 token! url! message!
        nobody POST /tasks/calendar-token                                           | 401
        nobody GET /tasks/calendar.ics?token=made-up                                | 401
        lukas  DELETE /tasks/calendar-token                                         | 204
        nobody GET /analytics/dashboard                                             | 401
        """;

    public static TheoryData<string> Lines => ConformanceServer.Lines(Table);

    [Theory]
    [MemberData(nameof(Lines))]
    public Task Every_call_is_answered_as_the_contract_says(string line) => server.CheckAsync(line);

    [Fact]
    public async Task A_calendar_is_read_by_its_address_until_that_is_revoked()
    {
        var address = new Uri((await server.Pieter.PostAsync("/api/tasks/calendar-token")).Expect(HttpStatusCode.OK)["url"].GetString()!).PathAndQuery;

        (await server.Anonymous.GetAsync(address)).Expect(HttpStatusCode.OK).Text.ShouldStartWith("BEGIN:VCALENDAR");
        (await server.Pieter.DeleteAsync("/api/tasks/calendar-token")).Expect(HttpStatusCode.NoContent);
        (await server.Anonymous.GetAsync(address)).Code.ShouldBe(401);
    }
}
