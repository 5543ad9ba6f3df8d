using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Catalog;

/// <summary>
/// What the mirror knows of an instance's fields: its own ones, and what it calls each. Instances that agree in all of it
/// have the same <see cref="Fingerprint"/>.
/// </summary>
internal sealed class InstanceFields
{
    private readonly Dictionary<string, CustomField[]> custom;
    private readonly Dictionary<string, Dictionary<string, FieldText>> texts;

    private InstanceFields(IReadOnlyCollection<Row> rows)
    {
        custom = rows.ToDictionary(row => row.Model, row => JsonSerializer.Deserialize<CustomField[]>(row.Fields, ApiJson.Options)!);
        texts = rows.ToDictionary(row => row.Model, row => JsonSerializer.Deserialize<Dictionary<string, FieldText>>(row.Texts, ApiJson.Options)!);
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows.Select(row => $"{row.Model} {row.Fields} {row.Texts}")))));
    }

    /// <summary>Of no instance: what every one has.</summary>
    public static InstanceFields None { get; } = new([]);

    public string Fingerprint { get; }

    public static async Task<InstanceFields> ReadAsync(NpgsqlDataSource database, int connectionId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            select c.model, c.fields::text as fields, coalesce(t.texts, '{}')::text as texts
            from causeway.custom_fields c
            left join causeway.field_text t using (connection_id, model)
            where c.connection_id = @connectionId
            order by c.model
            """,
            new { connectionId },
            cancellationToken: cancellationToken));
        return new InstanceFields([.. rows]);
    }

    /// <summary>The instance's own fields of a model.</summary>
    public IReadOnlyList<CustomField> Custom(string model) => custom.GetValueOrDefault(model) ?? [];

    /// <summary>What the instance calls a field; null where it has none, or has not been asked yet.</summary>
    public FieldText? Text(string model, string field) => texts.GetValueOrDefault(model)?.GetValueOrDefault(field);

    private sealed record Row
    {
        public required string Model { get; init; }

        public required string Fields { get; init; }

        public required string Texts { get; init; }
    }
}
