using Causeway.GraphQL;
using Causeway.GraphQL.Execution;
using Causeway.Mirror.Records;
using Causeway.Platform.Database;
using Npgsql;

namespace Causeway.Features.GraphQlApi.Plans;

/// <summary>All fields at the root of a query that read the mirror, as one statement over one snapshot.</summary>
internal sealed class MirrorStatement
{
    private readonly Dictionary<string, object?> values = new(StringComparer.Ordinal);
    private readonly List<SelectedField> fields;
    private readonly SqlText sql;

    private MirrorStatement(IEnumerable<SelectedField> selected, Compilation compilation)
    {
        fields = [.. selected];
        sql = Compile(compilation);
    }

    /// <summary>Plans the statement; what is wrong with an argument is the value of its field.</summary>
    public static MirrorStatement For(IEnumerable<SelectedField> selected, Compilation compilation) => new(selected, compilation);

    public string Text => sql.ToString();

    /// <summary>Where what was read stands in time; null where there was nothing to read.</summary>
    public Snapshot? Snapshot { get; private set; }

    /// <summary>The fields' values by their response names.</summary>
    public async Task<IReadOnlyDictionary<string, object?>> ReadAsync(NpgsqlDataSource database, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (fields.Count == 0)
            return values;
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var command = sql.ToCommand(db);
        command.CommandTimeout = (int)patience.TotalSeconds;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        for (var i = 0; i < fields.Count; i++)
            values[fields[i].ResponseName] = reader.IsDBNull(i) ? null : new CompletedJson(JsonText.Compact(reader.GetString(i)));
        var at = fields.Count;
        Snapshot = new Snapshot(reader.GetInt64(at), reader.IsDBNull(at + 1) ? null : reader.GetDateTime(at + 1), reader.GetBoolean(at + 2));
        return values;
    }

    private SqlText Compile(Compilation compilation)
    {
        while (true)
        {
            var (text, level) = (new SqlText().Append($"select "), new Level(compilation));
            if (AppendFields(text, level) is not { } bad)
                return AppendSnapshot(text, compilation);
            fields.Remove(bad);
        }
    }

    /// <summary>The first field that cannot be planned; null where all can.</summary>
    private SelectedField? AppendFields(SqlText text, Level level)
    {
        foreach (var field in fields)
        {
            try
            {
                text.Append($"(");
                ((FieldPlan)field.Definition.Plan!).Append(text, field, level);
                text.Append($")::text,\n");
            }
            catch (GraphQLException exception)
            {
                values[field.ResponseName] = exception;
                return field;
            }
        }

        return null;
    }

    private static SqlText AppendSnapshot(SqlText text, Compilation compilation)
    {
        var (connection, models) = (compilation.Connection.Id, compilation.Models.ToArray());
        return text.Append($"""
            coalesce((select version from causeway.change where connection_id = {connection} order by version desc limit 1), 0),
            (select min(as_of) from causeway.sync_stream where connection_id = {connection} and model = any({models})),
            exists (select from causeway.hold where connection_id = {connection} and model = any({models}) and status in ('waiting', 'rejected'))
            """);
    }
}
