using System.Globalization;
using System.Text.Json;
using Causeway.Platform.Database;
using Npgsql;

namespace Causeway.Mirror.Records;

/// <summary>What a list answers before its records, read in the same batch.</summary>
/// <param name="Name">The member that holds it.</param>
/// <param name="Statement">Answers one row of one column: its JSON, as text or as a number.</param>
internal sealed record ListHead(string Name, SqlText Statement)
{
    /// <summary>Writes the member from the reader's next result.</summary>
    public async Task WriteAsync(Utf8JsonWriter json, NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        json.WritePropertyName(Name);
        json.WriteRawValue(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!, skipInputValidation: true);
    }
}
