using System.Text.Json;

namespace Causeway.Tests.Pages;

/// <summary>A lead as Odoo stores it.</summary>
internal sealed record OdooLead(long Id, string Name, bool IsOnBoard, long? Stage, long? User, long? Team, decimal Revenue, string Priority)
{
    public static OdooLead Of(JsonElement row) => new(
        row.GetProperty("id").GetInt64(),
        row.GetProperty("name").GetString()!,
        row.GetProperty("type").GetString() == "opportunity" && row.GetProperty("active").ValueKind == JsonValueKind.True,
        Reference(row, "stage_id"),
        Reference(row, "user_id"),
        Reference(row, "team_id"),
        row.GetProperty("expected_revenue") is { ValueKind: JsonValueKind.Number } revenue ? revenue.GetDecimal() : 0,
        row.GetProperty("priority").GetString() ?? "0");

    private static long? Reference(JsonElement row, string name) => row.GetProperty(name) is { ValueKind: JsonValueKind.Number } id ? id.GetInt64() : null;
}

/// <summary>A stage as Odoo stores it, by its English name.</summary>
internal sealed record OdooStage(long Id, string Name, int Sequence)
{
    public static OdooStage Of(JsonElement row) => new(
        row.GetProperty("id").GetInt64(),
        row.GetProperty("name") is { ValueKind: JsonValueKind.Object } languages ? languages.GetProperty("en_US").GetString()! : row.GetProperty("name").GetString()!,
        row.GetProperty("sequence").GetInt32());
}
