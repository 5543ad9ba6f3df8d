using System.Text.Json;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Mirror.Records.Any;
using Causeway.Platform.Http;
using Npgsql;

namespace Causeway.Mirror.Changes;

/// <summary>
/// Puts the records into changes: as <c>/records</c> answers them now, of the models that it opens to the viewer, one query a
/// model.
/// </summary>
internal sealed class ChangeRecords(NpgsqlDataSource database)
{
    public async Task<IReadOnlyList<Change>> AddAsync(Viewer viewer, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(string Model, long Id), JsonElement>();
        var open = MirroredModels.For(viewer).ToDictionary(model => model.Name);
        foreach (var group in changes.Where(change => change.Kind is "insert" or "update").GroupBy(change => change.Model))
        {
            if (open.TryGetValue(group.Key, out var model))
                await ReadAsync(viewer, model, [.. group.Select(change => change.Id).Distinct()], found, cancellationToken);
        }

        return [.. changes.Select(change => change.Kind is "insert" or "update" && found.TryGetValue((change.Model, change.Id), out var record) ? change with { Record = record } : change)];
    }

    private async Task ReadAsync(Viewer viewer, MirrorModel model, long[] ids, Dictionary<(string Model, long Id), JsonElement> found, CancellationToken cancellationToken)
    {
        var fields = RecordField.Of(model, await CustomField.OfAsync(database, viewer.Connection.Id, model.Name, cancellationToken));
        var query = new RecordQuery(AnyRecord.Shape(model, fields, named: null, withDeleted: false), viewer, [sql => sql.Append($" and r.id = any({ids})")]);
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var command = query.All().ToCommand(db);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            using var record = new AnswerWriter();
            query.Shape.Write(record, reader, 0, viewer.Connection);
            using var json = JsonDocument.Parse(record.Body);
            found[(model.Name, json.RootElement.GetProperty("id").GetInt64())] = json.RootElement.Clone();
        }
    }
}
