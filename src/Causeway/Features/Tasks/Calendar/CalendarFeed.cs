using Causeway.Mirror.Connections;
using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Database;
using Dapper;
using Npgsql;

namespace Causeway.Features.Tasks.Calendar;

/// <summary>Reads what a person's calendar shows: the tasks that they made or have, and their activities in Odoo.</summary>
internal sealed class CalendarFeed(NpgsqlDataSource database, ConnectionStore connections, Viewers viewers, TimeProvider clock)
{
    /// <summary>Of each kind, the latest: clients read the whole feed each time.</summary>
    private const int Most = 2_000;

    private static readonly TimeSpan ClosedAreShown = TimeSpan.FromDays(90);

    /// <summary>Null where the connection is one that the user does not have any more.</summary>
    public async Task<string?> ReadAsync(User user, int? connectionId, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user);
        var connection = connectionId is { } id ? await connections.FindAsync(id, cancellationToken) : null;
        if (connectionId is not null && (connection is null || (connection.OwnerId is { } owner && owner != user.Id)))
            return null;
        var viewer = connection is null ? null : await viewers.FindAsync(caller, connection, cancellationToken);
        var reader = new TaskReader(caller, viewer, IsShared: false);
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var tasks = await ReadAsync<TaskRow>(db, Own(reader), cancellationToken);
        var activities = viewer?.OdooUserId is null ? [] : await ReadAsync<CalendarActivity>(db, CalendarActivity.Open(viewer, Most), cancellationToken);
        return new TaskCalendar(user.FullName, connection).Write(tasks.Select(task => task.ToAnswer(reader)), activities);
    }

    /// <summary>Not those that an administrator or a manager may read besides.</summary>
    private SqlText Own(TaskReader reader)
    {
        var since = (clock.GetUtcNow() - ClosedAreShown).UtcDateTime;
        var sql = new SqlText().Append($"select ").AppendColumns(reader);
        return sql.Append($"""

            from causeway.task t
            where (t.created_by = {reader.UserId} or t.contact_person_id = {reader.UserId})
              and (t.status = 'open' or t.task_time >= {since})
            order by t.task_time desc, t.id
            limit {Most}
            """);
    }

    private static async Task<List<T>> ReadAsync<T>(NpgsqlConnection db, SqlText sql, CancellationToken cancellationToken)
    {
        await using var command = sql.ToCommand(db);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (rows, parse) = (new List<T>(), reader.GetRowParser<T>());
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(parse(reader));
        return rows;
    }
}
