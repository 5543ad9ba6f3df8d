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
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var answer = new AnswerWriter();
        answer.Json.WriteStartObject();
        answer.Json.WriteString("source", "odoo");
        answer.Json.WriteString("currency", money.Currency);
        var (snapshot, accounts) = await WriteSumsAsync(answer, db, viewer, money, cancellationToken);
        await WriteListsAsync(answer, db, viewer, money, accounts, cancellationToken);
        WriteLastUpdated(answer, snapshot);
        answer.Json.WriteEndObject();
        return new JsonAnswer(answer, viewer, snapshot);
    }

    private static async Task<(Snapshot Snapshot, long[] Accounts)> WriteSumsAsync(AnswerWriter answer, NpgsqlConnection db, Viewer viewer, Money money, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(db);
        batch.BatchCommands.Add(Snapshot.Of(viewer.Connection.Id, DefaultModels.Lead.Name, DefaultModels.Partner.Name, DefaultModels.Move.Name).ToBatchCommand());
        batch.BatchCommands.Add(DashboardSums.Statement(viewer, money, Listed).ToBatchCommand());
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var snapshot = await Snapshot.ReadAsync(reader, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        for (var i = 0; i < DashboardSums.Members.Length; i++)
        {
            answer.Json.WritePropertyName(DashboardSums.Members[i]);
            answer.Json.WriteRawValue(reader.GetString(i), skipInputValidation: true);
        }

        return (snapshot, reader.GetFieldValue<long[]>(DashboardSums.Members.Length));
    }

    private static async Task WriteListsAsync(AnswerWriter answer, NpgsqlConnection db, Viewer viewer, Money money, long[] accounts, CancellationToken cancellationToken)
    {
        RelatedRecords[] lists =
        [
            new(new RecordQuery(OpportunityShape.Shape, viewer, [OpportunityQueries.OfTypeOpportunity]), First("create_date", descending: true)),
            new(AccountQueries.Where(viewer, money, sql => sql.Append($" and r.id = any({accounts})")), First("name", descending: false)),
            new(ReceivableQueries.Where(viewer, money), First("invoice_date", descending: true)),
        ];
        await using var batch = new NpgsqlBatch(db);
        foreach (var list in lists)
            batch.BatchCommands.Add(list.Query.Page(list.Request).ToBatchCommand());
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        foreach (var list in lists)
        {
            await RecordAnswers.WriteListAsync(answer, reader, list, cancellationToken);
            await reader.NextResultAsync(cancellationToken);
        }
    }

    private static void WriteLastUpdated(AnswerWriter answer, Snapshot snapshot)
    {
        answer.Json.WritePropertyName("last_updated");
        answer.BeginMoment();
        if (snapshot.AsOf is { } asOf)
            answer.Json.WriteStringValue(asOf);
        else
            answer.Json.WriteNullValue();
        answer.EndMoment();
    }

    private static ListRequest First(string sort, bool descending) =>
        new() { Page = 1, PerPage = Listed, SortBy = sort, Descending = descending, WithTotal = false };
}
