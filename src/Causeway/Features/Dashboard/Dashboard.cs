using System.Reflection;
using Causeway.Features.Accounts;
using Causeway.Features.Opportunities;
using Causeway.Features.Receivables;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Platform.Database;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Document;
using Microsoft.AspNetCore.Http.Metadata;
using Npgsql;

namespace Causeway.Features.Dashboard;

/// <summary>The figures of sales, with the latest opportunities and invoices and the accounts that most is open with.</summary>
internal sealed class Dashboard(NpgsqlDataSource database, MoneyRates rates) : IEndpointParameterMetadataProvider
{
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new Tagged(OfMirror: true));

    private const int Listed = 20;

    public async Task<JsonAnswer> ReadAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var money = await rates.ReadAsync(viewer, cancellationToken);
        RelatedRecords[] lists =
        [
            new(new RecordQuery(OpportunityShape.Shape, viewer, [OpportunityQueries.OfTypeOpportunity]), First("create_date", descending: true)),
            new(Accounts(viewer, money), First("name", descending: false)),
            new(ReceivableQueries.Where(viewer, money), First("invoice_date", descending: true)),
        ];
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(db);
        batch.BatchCommands.Add(Snapshot.Of(viewer.Connection.Id, DefaultModels.Lead.Name, DefaultModels.Partner.Name, DefaultModels.Move.Name).ToBatchCommand());
        batch.BatchCommands.Add(DashboardSums.Statement(viewer, money).ToBatchCommand());
        foreach (var list in lists)
            batch.BatchCommands.Add(list.Query.Page(list.Request).ToBatchCommand());
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var snapshot = await Snapshot.ReadAsync(reader, cancellationToken);
        return new JsonAnswer(await WriteAsync(reader, lists, money, snapshot, cancellationToken), viewer, snapshot);
    }

    /// <summary>The accounts with the most open value, of which the lists show their business anyway.</summary>
    private static RecordQuery Accounts(Viewer viewer, Money money) => AccountQueries.Where(viewer, money, sql =>
    {
        sql.Append($"""
             and r.id = any(array(
              select p.commercial_partner_id
              from odoo.crm_lead r
              join odoo.res_partner p on p.connection_id = r.connection_id and p.id = r.partner_id
              left join unnest({money.Companies}, {money.Factors}) as money(company_id, factor) on money.company_id = coalesce(r.company_id, {money.MainCompany}::bigint)
              where r.connection_id = {viewer.Connection.Id} and r.type = 'opportunity' and r.active and r.probability < 100
            """);
        sql.Where(DefaultModels.Lead, viewer).Append($"""

              group by p.commercial_partner_id
              order by sum(r.expected_revenue * coalesce(money.factor, 1)) desc nulls last, p.commercial_partner_id
              limit {(SqlRaw)$"{Listed}"}))
            """);
    });

    private static async Task<AnswerWriter> WriteAsync(NpgsqlDataReader reader, RelatedRecords[] lists, Money money, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var answer = new AnswerWriter();
        answer.Json.WriteStartObject();
        answer.Json.WriteString("source", "odoo");
        answer.Json.WriteString("currency", money.Currency);
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        for (var i = 0; i < DashboardSums.Members.Length; i++)
        {
            answer.Json.WritePropertyName(DashboardSums.Members[i]);
            answer.Json.WriteRawValue(reader.GetString(i), skipInputValidation: true);
        }

        foreach (var list in lists)
            await RecordAnswers.WriteRelatedAsync(answer, reader, list, cancellationToken);
        answer.Json.WritePropertyName("last_updated");
        answer.BeginMoment();
        if (snapshot.AsOf is { } asOf)
            answer.Json.WriteStringValue(asOf);
        else
            answer.Json.WriteNullValue();
        answer.EndMoment();
        answer.Json.WriteEndObject();
        return answer;
    }

    private static ListRequest First(string sort, bool descending) =>
        new() { Page = 1, PerPage = Listed, SortBy = sort, Descending = descending, WithTotal = false };
}
