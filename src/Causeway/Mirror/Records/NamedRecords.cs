using Causeway.Mirror.Catalog;
using Causeway.Platform.Database;
using Npgsql;

namespace Causeway.Mirror.Records;

/// <summary>
/// Which records of a small table a filter names, looked up before the list: the planner must know whether they are those of
/// half of the rows or of none, and of a subquery it knows nothing.
/// </summary>
internal sealed class NamedRecords(NpgsqlDataSource database)
{
    /// <summary>Those whose name contains the part, in any case; null where there is no part.</summary>
    public Task<long[]?> FindAsync(Viewer viewer, MirrorModel model, string? part, CancellationToken cancellationToken) =>
        FindAsync(viewer, model, part, sql => sql.Append($"s.{(SqlRaw)Sql.Name(model.NameField)} ilike {Like.Part(part!)}"), cancellationToken);

    /// <param name="viewer">Who asks.</param>
    /// <param name="model">The small table.</param>
    /// <param name="part">What was asked for; nothing is looked up without.</param>
    /// <param name="condition">Over a row <c>s</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<long[]?> FindAsync(Viewer viewer, MirrorModel model, string? part, Action<SqlText> condition, CancellationToken cancellationToken)
    {
        if (part is null)
            return null;
        var sql = new SqlText().Append($"select array(select s.id from {(SqlRaw)model.Table} s where s.connection_id = {viewer.Connection.Id} and ");
        condition(sql);
        sql.Append($" order by s.id)");
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var command = sql.ToCommand(db);
        return (long[]?)await command.ExecuteScalarAsync(cancellationToken);
    }
}
