using System.Globalization;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Platform.Database;
using Causeway.Platform.Http.Idempotency;
using Npgsql;

namespace Causeway.Mirror.Records;

/// <summary>A stored answer that shows records is given again while the caller sees them all.</summary>
internal sealed class RecordReplays(NpgsqlDataSource database) : IReplayGuard
{
    public async Task<bool> AllowsAsync(HttpContext context, IReadOnlyDictionary<string, List<string>> shown)
    {
        if (shown.Count == 0 || await FindViewerAsync(context) is not { } viewer)
            return true;
        await using var db = await database.OpenConnectionAsync(context.RequestAborted);
        foreach (var model in ConnectionModels.Of(viewer.Connection).Where(model => shown.ContainsKey(model.Name)))
        {
            long[] ids = [.. shown[model.Name].Select(id => long.Parse(id, CultureInfo.InvariantCulture)).Distinct()];
            await using var command = Seen(model, viewer, ids).ToCommand(db);
            if (await command.ExecuteScalarAsync(context.RequestAborted) is not long seen || seen < ids.Length)
                return false;
        }

        return true;
    }

    /// <summary>Of what is about another record, only where that is seen too: the answer may name it.</summary>
    private static SqlText Seen(MirrorModel model, Viewer viewer, long[] ids)
    {
        var sql = new SqlText();
        sql.Append($"select count(*) ").From(model, viewer);
        sql.Append($" where r.connection_id = {viewer.Connection.Id} and r.id = any({ids})").Where(model, viewer);
        return model.Subject is null ? sql : sql.Append($" and {(SqlRaw)model.Guard(model.Subject.IdField, "true")}");
    }

    private static async Task<Viewer?> FindViewerAsync(HttpContext context) =>
        await RequestConnection.FindAsync(context) is null ? null : await Viewer.BindAsync(context);
}
