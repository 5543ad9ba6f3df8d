using System.Text.Json;
using Npgsql;

namespace Causeway.Features.Opportunities;

/// <summary>A stage as the board shows it, with what its opportunities sum up to.</summary>
internal sealed record BoardStage(long? Id, string? Name, bool Fold, bool IsWon, long Count, string Total, string Weighted)
{
    public static BoardStage Read(NpgsqlDataReader row) => new(
        row.IsDBNull(0) ? null : row.GetInt64(0),
        row.IsDBNull(1) ? null : row.GetString(1),
        row.GetBoolean(2),
        row.GetBoolean(3),
        row.GetInt64(4),
        row.GetString(5),
        row.GetString(6));

    /// <summary>True while the reader stands on a row of this stage.</summary>
    public bool IsAt(NpgsqlDataReader row, int ordinal) => row.IsDBNull(ordinal) ? Id is null : row.GetInt64(ordinal) == Id;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteId(json, "id");
        json.WriteString("name", Name);
        json.WriteBoolean("fold", Fold);
        json.WriteBoolean("is_won", IsWon);
        json.WriteEndObject();
    }

    public void WriteTotals(Utf8JsonWriter json)
    {
        json.WriteString("stage", Name);
        WriteId(json, "stage_id");
        json.WriteNumber("count", Count);
        json.WritePropertyName("total_value");
        json.WriteRawValue(Total, skipInputValidation: true);
        json.WritePropertyName("weighted_value");
        json.WriteRawValue(Weighted, skipInputValidation: true);
    }

    private void WriteId(Utf8JsonWriter json, string name)
    {
        if (Id is { } id)
            json.WriteNumber(name, id);
        else
            json.WriteNull(name);
    }
}
