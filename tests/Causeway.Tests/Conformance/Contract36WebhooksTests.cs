using System.Net;
using System.Text;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Conformance;

/// <summary>Contract 3.6: who tells us.</summary>
[Collection(ConformanceServer.Name)]
public sealed class Contract36WebhooksTests(ConformanceServer server)
{
    private const string Table = """
        nobody POST /webhooks/odoo {"model":"crm.lead","action":"write","record_ids":[1]}           | 401
        nobody POST /webhooks/odoo/a-guess {"_model":"crm.lead","_id":1}                            | 401
        admin  GET /webhooks/status                                                                 | 200 odoo_configured webhook_url! supported_models![] signature_required received_24h rejected_24h last_received_at pending setup_instructions!
        lukas  GET /webhooks/status                                                                 | 403
        admin  POST /webhooks/install {"base_url":"nonsense"}                                       | 400 details{base_url[]}
        lukas  POST /webhooks/install                                                               | 403
        lukas  DELETE /webhooks/install                                                             | 403
        admin  POST /webhooks/test                                                                  | 200 success
        lukas  POST /webhooks/test                                                                  | 403
        """;

    public static TheoryData<string> Lines => ConformanceServer.Lines(Table);

    [Theory]
    [MemberData(nameof(Lines))]
    public Task Every_call_is_answered_as_the_contract_says(string line) => server.CheckAsync(line);

    [Theory]
    [InlineData("""{"model":"crm.lead","action":"write","record_ids":[1]}""", 202, "accepted", 1)]
    [InlineData("""{"model":"crm.lead","action":"unlink","record_ids":[1,2],"data":{},"timestamp":"2030-01-01T00:00:00Z"}""", 202, "accepted", 2)]
    [InlineData("""{"_model":"crm.lead","_id":1,"_action":"Send(#1)","name":"x"}""", 202, "accepted", 1)]
    [InlineData("""{"model":"sale.order.line","action":"write","record_ids":[1]}""", 200, "ignored", 0)]
    public async Task A_call_by_the_secret_path_in_our_form_or_in_Odoos_is_accepted_or_ignored(string body, int status, string word, int processed)
    {
        var path = new Uri((await server.Admin.PostAsync("/api/webhooks/path")).Expect(HttpStatusCode.OK)["url"].GetString()!).PathAndQuery;

        var answer = await server.Anonymous.SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"));

        answer.Code.ShouldBe(status, answer.Text);
        (answer["status"].GetString(), answer["processed"].GetInt32()).ShouldBe((word, processed));
        answer["message"].GetString().ShouldNotBeNullOrEmpty();
    }
}
