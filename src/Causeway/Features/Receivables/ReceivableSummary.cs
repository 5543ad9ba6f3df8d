using Causeway.Mirror.Records;
using Causeway.Platform.Database;
using Causeway.Platform.Http;
using Microsoft.OpenApi;

namespace Causeway.Features.Receivables;

/// <summary>Sums over all pages of the receivables: in the company's currency, and in each currency apart.</summary>
internal static class ReceivableSummary
{
    private static readonly (string Name, string Late)[] Ages =
    [
        ("current", "late <= 0"),
        ("d1_30", "late between 1 and 30"),
        ("d31_60", "late between 31 and 60"),
        ("d61_90", "late between 61 and 90"),
        ("over_90", "late > 90"),
    ];

    public static SqlText Statement(RecordQuery query, Money money)
    {
        var sql = new SqlText();
        sql.Append($"""
            with invoice as (
              select r.currency_id, {(SqlRaw)Receivable.Due} as due, {(SqlRaw)Receivable.Total} as total,
                {(SqlRaw)Receivable.CompanyDue} * coalesce(money.factor, 1) as company_due,
                {(SqlRaw)Receivable.CompanyTotal} * coalesce(money.factor, 1) as company_total,
                coalesce({money.Today}::date - {(SqlRaw)Receivable.DueDate}, 0) as late
              from odoo.account_move r
              left join unnest({money.Companies}, {money.Factors}) as money(company_id, factor) on money.company_id = r.company_id

            """);
        query.Where(sql);
        sql.Append($"""

            ),
            by_currency as (
              select min(c.name) as name, json_build_object('currency', min(c.name), {(SqlRaw)Sums("due", "total")}) as sums
              from invoice
              left join odoo.res_currency c on c.connection_id = {query.Viewer.Connection.Id} and c.id = invoice.currency_id
              group by invoice.currency_id
            )
            select json_build_object(
              'currency', {money.Currency}::text, {(SqlRaw)Sums("company_due", "company_total")},
              'by_currency', coalesce((select json_agg(sums order by name) from by_currency), '[]'))::text
            from invoice
            """);
        return sql;
    }

    public static OpenApiSchema Schema() => Schemas.Object(
        [("currency", Currency), .. SumSchemas(), ("by_currency", Schemas.ListOf(Schemas.Object([("currency", Currency), .. SumSchemas()])))]);

    private static OpenApiSchema Currency => Schemas.Of(JsonSchemaType.String | JsonSchemaType.Null);

    private static IEnumerable<(string, IOpenApiSchema)> SumSchemas() =>
    [
        ("total_receivables", Schemas.Of(JsonSchemaType.Number)),
        ("total_collected", Schemas.Of(JsonSchemaType.Number)),
        ("total_overdue", Schemas.Of(JsonSchemaType.Number)),
        ("pending_count", Schemas.Of(JsonSchemaType.Integer, "int64")),
        ("overdue_count", Schemas.Of(JsonSchemaType.Integer, "int64")),
        ("aging", Schemas.Object([.. Ages.Select(age => (age.Name, (IOpenApiSchema)Schemas.Of(JsonSchemaType.Number)))])),
    ];

    private static string Sums(string due, string total) => $"""
        'total_receivables', {Sum(due)}, 'total_collected', {Sum($"{total} - {due}")},
        'total_overdue', {Sum(due, "late > 0")},
        'pending_count', count(*) filter (where due <> 0),
        'overdue_count', count(*) filter (where due <> 0 and late > 0),
        'aging', json_build_object({string.Join(", ", Ages.Select(age => $"'{age.Name}', {Sum(due, age.Late)}"))})
        """;

    private static string Sum(string amount, string condition = "true") =>
        $"trim_scale(coalesce(round(sum({amount}) filter (where {condition}), 2), 0))";
}
