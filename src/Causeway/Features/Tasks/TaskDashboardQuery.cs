using System.Text.Json;
using Causeway.Platform.Database;
using Causeway.Platform.Http;
using Npgsql;

namespace Causeway.Features.Tasks;

/// <summary>Counts in one statement, over one snapshot: the parts of an answer agree with each other.</summary>
internal sealed class TaskDashboardQuery(NpgsqlDataSource database, TimeProvider clock)
{
    public static readonly QuerySpec Spec =
    [
        new("from", QueryType.Date, "The first day (UTC) on which tasks were created."),
        new("to", QueryType.Date, "The last one."),
    ];

    public async Task<TaskDashboard> ReadAsync(TaskReader reader, QueryValues query, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var command = Statement(reader, query, clock.GetUtcNow().UtcDateTime).ToCommand(db);
        var json = (string)(await command.ExecuteScalarAsync(cancellationToken))!;
        return JsonSerializer.Deserialize<TaskDashboard>(json, ApiJson.Options)!;
    }

    private static SqlText Statement(TaskReader reader, QueryValues query, DateTime now)
    {
        var sql = new SqlText();
        sql.Append($"with seen as materialized (\n  select * from causeway.task t\n  where ").AppendReadable(reader);
        if (query.Date("from") is { } from)
            sql.Append($" and t.date_created >= {Midnight(from)}");
        if (query.Date("to") is { } to)
            sql.Append($" and t.date_created < {Midnight(to)} + interval '1 day'");
        return sql.Append($"""

            )
            select json_build_object(
              'summary', (
                select json_build_object(
                  'total_tasks', count(*),
                  'open_tasks', count(*) filter (where status = 'open'),
                  'closed_tasks', count(*) filter (where status = 'closed'),
                  'overdue_tasks', count(*) filter (where status = 'open' and task_time < {now}),
                  'completion_rate', coalesce(round(100.0 * count(*) filter (where status = 'closed') / nullif(count(*), 0), 2), 0))
                from seen),
              'task_types', coalesce((
                select json_agg(json_build_object('type', task_type, 'count', n) order by n desc, task_type)
                from (select task_type, count(*) as n from seen group by task_type) counted), '[]'),
              'user_tasks', coalesce((
                select json_agg(json_build_object('user', u.full_name, 'user_id', u.id, 'count', n, 'open', open, 'closed', n - open) order by n desc, u.full_name, u.id)
                from (
                  select contact_person_id, count(*) as n, count(*) filter (where status = 'open') as open
                  from seen
                  group by contact_person_id) counted
                join causeway.app_user u on u.id = counted.contact_person_id), '[]'),
              'by_day', coalesce((
                select json_agg(json_build_object('date', day, 'created', created, 'closed', closed) order by day)
                from (
                  select day, sum(created) as created, sum(closed) as closed
                  from (
                    select (date_created at time zone 'UTC')::date as day, 1 as created, 0 as closed from seen
                    union all
                    select (closed_at at time zone 'UTC')::date, 0, 1 from seen where closed_at is not null) events
                  group by day) days), '[]'))::text
            """);
    }

    private static DateTime Midnight(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}
