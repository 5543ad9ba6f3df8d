using Xunit;

namespace Causeway.Tests.Conformance;

/// <summary>Contract 3.5: connections, sync, one's own credentials.</summary>
[Collection(ConformanceServer.Name)]
public sealed class Contract35SyncTests(ConformanceServer server)
{
    private const string Run = "id status trigger triggered_by started_at completed_at duration_seconds progress{entity done total rate eta_seconds} stats error_message";

    private const string Nowhere = """{"url":"ftp://nowhere","database":"x","username":"x","api_key":"x"}""";

    private const string Table = $$"""
        admin  GET /connections                                                     | 200 connections![id]
        lukas  GET /connections                                                     | 200 connections[id]
        admin  POST /connections {{Nowhere}}                                        | 400
        admin  GET /connections/<connection>                                        | 200 id
        lukas  GET /connections/<connection>                                        | 403
        admin  PATCH /connections/<connection> {"name":"Odoo"}                      | 200 connection{id}
        admin  DELETE /connections/999999                                           | 404
        admin  POST /connections/<connection>/default                               | 200 id
        admin  GET /integrations/                                                   | 200 integrations![id integration_type enabled config{} last_sync sync_status error_message created_at updated_at]
        lukas  GET /integrations                                                    | 403
        admin  POST /integrations/odoo/configure {{Nowhere}}                        | 400
        lukas  POST /integrations/odoo/configure {{Nowhere}}                        | 403
        admin  POST /integrations/odoo/test                                         | 200 success message server_version transport uid user_name latency_ms counts{} missing_models[] missing_rights[]
        admin  GET /integrations/odoo/fields/crm.lead                               | 200 model fields
        admin  POST /integrations/odoo/sync-users                                   | 200 matched created updated unmatched[]
        admin  POST /integrations/odoo/sync/trigger {"entities":["opportunities"]}  | 202 sync_id!
        admin  POST /integrations/odoo/sync/trigger {"full":true}                   | 202 sync_id!
        admin  POST /integrations/odoo/sync/trigger {"entities":["nonsense"]}       | 400 details{entities[]}
        lukas  POST /integrations/odoo/sync/trigger                                 | 403
        admin  GET /integrations/sync/<sync>                                        | 200 {{Run}}
        admin  GET /integrations/sync/<nowhere>                                     | 404
        lukas  GET /integrations/sync/<sync>                                        | 403
        admin  POST /integrations/sync/<sync>/cancel                                | 409
        admin  GET /integrations/sync/logs?limit=20&status=completed                | 200 logs![{{Run}}] count {{ContractCall.Pagination}}
        admin  GET /integrations/sync/logs?status=no                                | 400 details{status[]}
        admin  GET /integrations/background-sync/status                             | 200 is_running paused interval_minutes next_run last_sync{timestamp stats} last_failure{timestamp error} health!
        admin  GET /integrations/background-sync/health                             | 200 health health_message metrics{success_24h failures_24h avg_duration_seconds lag_seconds{} } last_success last_failure
        lukas  GET /integrations/background-sync/health                             | 403
        admin  POST /integrations/background-sync/stop                              | 200
        admin  GET /integrations/quarantine                                         | 200 quarantine[id model record_id message] {{ContractCall.Pagination}}
        admin  POST /integrations/quarantine/999999/retry                           | 404
        admin  GET /integrations/holds                                              | 200 holds[]
        admin  POST /integrations/holds/999999/confirm                              | 404
        admin  POST /integrations/holds/999999/reject                               | 404
        admin  GET /integrations/proofs                                             | 200 models![]
        admin  POST /integrations/verify {"full":false}                             | 200
        admin  POST /integrations/ms365/configure {}                                | 400
        admin  POST /integrations/ms365/test                                        | 404
        lukas  POST /integrations/ms365/configure {}                                | 403
        local  GET /profile/odoo-credentials                                        | 404
        local  POST /profile/odoo-credentials {}                                    | 400 details{odoo_username[] odoo_password[] odoo_database[]}
        local  POST /profile/odoo-credentials/test {"odoo_username":"admin","odoo_password":"wrong","odoo_database":"odoo_db"} | 422
        local  POST /profile/odoo-credentials/test {"odoo_username":"admin","odoo_password":"admin","odoo_database":"odoo_db"} | 200 message odoo_uid! contact_count! product_count! odoo_url! odoo_database!
        local  DELETE /profile/odoo-credentials                                     | 404
        nobody GET /profile/odoo-credentials                                        | 401
        """;

    public static TheoryData<string> Lines => ConformanceServer.Lines(Table);

    [Theory]
    [MemberData(nameof(Lines))]
    public Task Every_call_is_answered_as_the_contract_says(string line) => server.CheckAsync(line);
}
