using System.Globalization;
using Causeway.Platform.Database;
using Causeway.Platform.Http.Idempotency;
using Npgsql;

namespace Causeway.Features.Tasks;

/// <summary>A stored answer that shows a task is given again while the caller reads it, and what it is about.</summary>
internal sealed class TaskReplays(NpgsqlDataSource database) : IReplayGuard
{
    public const string Model = "task";

    public async Task<bool> AllowsAsync(HttpContext context, IReadOnlyDictionary<string, List<string>> shown)
    {
        if (!shown.TryGetValue(Model, out var tasks))
            return true;
        var reader = (await TaskReader.BindAsync(context))!;
        Guid[] ids = [.. tasks.Select(id => Guid.Parse(id, CultureInfo.InvariantCulture))];
        var sql = new SqlText().Append($"select count(*) from causeway.task t where t.id = any({ids}) and ").AppendReadable(reader);
        sql.Append($" and (t.odoo_id is null or ").AppendLinkVisible(reader).Append($")");
        await using var db = await database.OpenConnectionAsync(context.RequestAborted);
        await using var command = sql.ToCommand(db);
        return await command.ExecuteScalarAsync(context.RequestAborted) is long seen && seen == ids.Length;
    }
}
