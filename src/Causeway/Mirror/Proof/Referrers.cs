using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Platform.Database;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Proof;

/// <summary>
/// Reads again what refers to records that have gone: a merge of partners moves references, and a deletion empties them,
/// without a new write_date (wire-facts 4.1).
/// </summary>
internal sealed class Referrers(NpgsqlDataSource database, OdooClients clients, ModelPlans plans, TimeProvider time)
{
    public async Task ReadAgainAsync(OdooConnection connection, MirrorModel gone, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        foreach (var model in ConnectionModels.Of(connection))
        {
            if (await plans.FindAsync(connection, model, cancellationToken) is not { } plan || Conditions(plan, gone.Name).ToArray() is not { Length: > 0 } conditions)
                continue;
            var referring = await FindAsync(connection.Id, model, conditions, ids, cancellationToken);
            await new WholeRead(new ProvedModel(database, clients.For(connection), connection, plan, time)).ReadAsync(referring, cancellationToken);
        }
    }

    /// <summary>What is true of a row that refers to one of the ids, by a column or by a field in <c>custom</c>.</summary>
    private static IEnumerable<string> Conditions(ModelPlan plan, string gone) => plan.Columns
        .Where(column => column.Field.Relation == gone)
        .Select(column => column.Field.Type == MirrorType.References ? $"{Sql.Name(column.Field.Column)} && @ids" : $"{Sql.Name(column.Field.Column)} = any(@ids)")
        .Concat(plan.Custom
            .Where(field => field.Relation == gone)
            .Select(CustomField.Of)
            .Select(field => field.Type == MirrorType.References ? $"{field.InRow("custom")} && @ids" : $"{field.InRow("custom")} = any(@ids)"));

    private async Task<IEnumerable<long>> FindAsync(int connectionId, MirrorModel model, string[] conditions, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        return await db.QueryAsync<long>(new CommandDefinition(
            $"""
            select id
            from {model.Table}
            where connection_id = @connectionId
              and state = 'present'
              and ({string.Join(" or ", conditions)})
            """,
            new { connectionId, ids = ids.ToArray() },
            cancellationToken: cancellationToken));
    }
}
