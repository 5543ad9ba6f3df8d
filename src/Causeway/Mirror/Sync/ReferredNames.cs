using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Odoo;
using Causeway.Platform.Database;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Sync;

/// <summary>
/// The names of records that mirrored ones refer to and that are not mirrored themselves: asked for in batches when a
/// reference is first seen, and again once a day, since a rename shows in no write_date of ours.
/// </summary>
internal sealed class ReferredNames(NpgsqlDataSource database, OdooClients clients, ModelPlans plans)
{
    private const int Batch = 500;

    /// <summary>A run does not wait for more; what is left comes with the next.</summary>
    private const int MostBatches = 20;

    private static readonly OdooFieldSet DisplayName = new([new OdooField("display_name", OdooFieldType.Char)]);

    public async Task RefreshAsync(OdooConnection connection, CancellationToken cancellationToken)
    {
        var references = References(connection);
        foreach (var model in references.GroupBy(reference => reference.Model))
            await NoteAsync(connection.Id, model.Key, [.. model], cancellationToken);
        foreach (var relation in references.GroupBy(reference => reference.Relation))
            await RefreshAsync(connection, relation.Key, [.. relation], cancellationToken);
    }

    /// <summary>
    /// The references of this instance whose target is not in a table of its own, as far as its models were read here: a run
    /// of one model asks Odoo about no others.
    /// </summary>
    private List<Reference> References(OdooConnection connection)
    {
        var references = new List<Reference>();
        foreach (var model in ConnectionModels.Of(connection))
        {
            if (plans.Known(connection, model) is not { } plan)
                continue;
            references.AddRange(plan.Columns
                .Where(column => column.Field.Type == MirrorType.Reference)
                .Select(column => new Reference(plan.Model, column.Field.Relation!, Sql.Name(column.Field.Column))));
            references.AddRange(plan.Custom
                .Where(field => field is { Type: OdooFieldType.Many2one, Relation: not null })
                .Select(field => new Reference(plan.Model, field.Relation!, CustomField.Of(field).InRow("custom"))));
        }

        references.RemoveAll(reference => DefaultModels.Find(reference.Relation) is not null);
        return references;
    }

    /// <summary>Notes what the rows that changed refer to; ten minutes again, for transactions that commit late.</summary>
    private async Task NoteAsync(int connectionId, MirrorModel model, IReadOnlyList<Reference> references, CancellationToken cancellationToken)
    {
        var values = string.Join(", ", references.Select(reference => $"({Sql.Literal(reference.Relation)}, {reference.Id})"));
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            $"""
            with stream as (
              update causeway.sync_stream s set names_at = now()
              from causeway.sync_stream old
              where s.connection_id = @connectionId and s.model = @model and old.connection_id = s.connection_id and old.model = s.model
              returning coalesce(old.names_at - interval '10 minutes', '-infinity') as since
            )
            insert into odoo.name (connection_id, model, id, refreshed_at)
            select distinct @connectionId, reference.model, reference.id, '-infinity'::timestamptz
            from {model.Table} r, stream, lateral (values {values}) reference(model, id)
            where r.connection_id = @connectionId
              and r.state = 'present'
              and r.changed_at >= stream.since
              and reference.id is not null
            on conflict do nothing
            """,
            new { connectionId, model = model.Name },
            cancellationToken: cancellationToken));
    }

    private async Task RefreshAsync(OdooConnection connection, string relation, IReadOnlyList<Reference> references, CancellationToken cancellationToken)
    {
        for (var batch = 0; batch < MostBatches; batch++)
        {
            var due = await DueAsync(connection.Id, relation, cancellationToken);
            if (due.Length == 0)
                return;
            var names = await ReadAsync(connection, relation, due, cancellationToken);
            await SaveAsync(connection.Id, relation, due, names, cancellationToken);
            if (names is not null && due.Where(id => !names.ContainsKey(id)).ToArray() is { Length: > 0 } gone)
                await ForgetAsync(connection.Id, relation, gone, references, cancellationToken);
        }
    }

    private async Task<long[]> DueAsync(int connectionId, string relation, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<long>(new CommandDefinition(
            """
            select id from odoo.name
            where connection_id = @connectionId and model = @relation and refreshed_at < now() - interval '1 day'
            order by refreshed_at, id
            limit @Batch
            """,
            new { connectionId, relation, Batch },
            cancellationToken: cancellationToken))];
    }

    /// <summary>The names by id; null where the account may not read the model, or Odoo has it no more.</summary>
    private async Task<Dictionary<long, string?>?> ReadAsync(OdooConnection connection, string relation, long[] ids, CancellationToken cancellationToken)
    {
        try
        {
            var names = new Dictionary<long, string?>();
            var context = MirrorContext.For(connection);
            await foreach (var record in clients.For(connection).SearchReadAsync(relation, OdooDomain.Where("id", "in", ids), DisplayName, Batch, context, cancellationToken))
                names[record.Id] = record[0] as string;
            return names;
        }
        catch (OdooException exception) when (exception.Kind is OdooErrorKind.NoAccess or OdooErrorKind.UnknownModel)
        {
            return null;
        }
    }

    private async Task SaveAsync(int connectionId, string relation, long[] asked, Dictionary<long, string?>? names, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update odoo.name n set display_name = a.name, refreshed_at = now()
            from unnest(@ids, @texts) a(id, name)
            where n.connection_id = @connectionId and n.model = @relation and n.id = a.id
            """,
            new { connectionId, relation, ids = asked, texts = asked.Select(id => names?.GetValueOrDefault(id)).ToArray() },
            cancellationToken: cancellationToken));
    }

    /// <summary>What is gone has left the records that referred to it without a word: they are read again by the next cycle.</summary>
    private async Task ForgetAsync(int connectionId, string relation, long[] gone, IReadOnlyList<Reference> references, CancellationToken cancellationToken)
    {
        var readAgain = references.Select(reference =>
            $"update {reference.Model.Table} set settled = false, read_at = null where connection_id = @connectionId and state = 'present' and {reference.Id} = any(@gone);");
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            $"""
            delete from odoo.name where connection_id = @connectionId and model = @relation and id = any(@gone);
            {string.Join('\n', readAgain)}
            """,
            new { connectionId, relation, gone },
            cancellationToken: cancellationToken));
    }

    /// <param name="Model">Whose rows refer.</param>
    /// <param name="Relation">To which model.</param>
    /// <param name="Id">The id, as SQL over such a row.</param>
    private sealed record Reference(MirrorModel Model, string Relation, string Id);
}
