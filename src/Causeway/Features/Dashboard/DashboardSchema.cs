using Causeway.Features.Accounts;
using Causeway.Features.Opportunities;
using Causeway.Features.Receivables;
using Causeway.Mirror.Records;
using Causeway.Platform.Http;
using Microsoft.OpenApi;

namespace Causeway.Features.Dashboard;

/// <summary>What the OpenAPI document says of the dashboard.</summary>
internal static class DashboardSchema
{
    public static readonly AnswerSchema Answer = new("200", "SalesDashboard", document => Schemas.Object(
        ("source", Text),
        ("currency", Text),
        ("metrics", Schemas.Object(
            ("pipeline_value", Number()),
            ("weighted_pipeline", Number()),
            ("won_revenue", Number()),
            ("lost_revenue", Number()),
            ("win_rate", Number("Won of won and lost, in percent.")),
            ("average_deal", Number("Of those won.")),
            ("average_cycle_days", Number("From creation to won.")),
            ("active_opportunities", Count),
            ("total_receivables", Number()),
            ("overdue_receivables", Number()),
            ("pending_invoices", Count))),
        ("by_currency", Schemas.ListOf(Schemas.Object(
            ("currency", Text),
            ("pipeline_value", Number()),
            ("weighted_pipeline", Number()),
            ("won_revenue", Number()),
            ("lost_revenue", Number()),
            ("total_receivables", Number()),
            ("overdue_receivables", Number())))),
        ("by_stage", Schemas.ListOf(Schemas.Object(("stage_id", Id), ("stage", Text), ("count", Count), ("total_value", Number()), ("weighted_value", Number())))),
        ("by_salesperson", Schemas.ListOf(Schemas.Object(
            ("salesperson_id", Id),
            ("salesperson", Text),
            ("active_opportunities", Count),
            ("pipeline_value", Number()),
            ("won_count", Count),
            ("won_revenue", Number()),
            ("lost_count", Count)))),
        ("by_month", Schemas.ListOf(Schemas.Object(("month", Text), ("won_count", Count), ("won_revenue", Number()), ("lost_count", Count), ("lost_revenue", Number())))),
        ("opportunities", Schemas.ListOf(ShapeSchemas.Listed(OpportunityShape.Shape, document))),
        ("accounts", Schemas.ListOf(ShapeSchemas.Listed(AccountShape.Shape, document))),
        ("invoices", Schemas.ListOf(ShapeSchemas.Listed(ReceivableShape.Shape, document))),
        ("last_updated", Schemas.Of(JsonSchemaType.String | JsonSchemaType.Null, "date-time"))));

    private static OpenApiSchema Text => Schemas.Of(JsonSchemaType.String | JsonSchemaType.Null);

    private static OpenApiSchema Id => Schemas.Of(JsonSchemaType.Integer | JsonSchemaType.Null, "int64");

    private static OpenApiSchema Count => Schemas.Of(JsonSchemaType.Integer, "int64");

    private static OpenApiSchema Number(string? description = null) => Schemas.Of(JsonSchemaType.Number, null, description);
}
