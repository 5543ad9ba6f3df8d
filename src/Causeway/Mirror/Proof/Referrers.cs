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
        foreach (var model in DefaultModels.All)
        {
            var fields = model.Fields.Where(field => field.Relation == gone.Name).ToList();
            if (fields.Count == 0 || await plans.FindAsync(connection, model, cancellationToken) is not { } plan)
                continue;
            var referring = await FindAsync(connection.Id, model, fields, ids, cancellationToken);
            await new WholeRead(new ProvedModel(database, clients.For(connection), connection, plan, time)).ReadAsync(referring, cancellationToken);
        }
    }

    private async Task<IEnumerable<long>> FindAsync(int connectionId, MirrorModel model, List<MirrorField> fields, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var conditions = fields.Select(field => field.Type == MirrorType.References
            ? $"{Sql.Name(field.Name)} && @ids"
            : $"{Sql.Name(field.Name)} = any(@ids)");
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
