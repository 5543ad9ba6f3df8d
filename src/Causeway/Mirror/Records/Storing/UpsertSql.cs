using Causeway.Mirror.Catalog;
using Causeway.Platform.Database;

namespace Causeway.Mirror.Records.Storing;

/// <summary>The statements by which one page of a model enters its table. Made once a plan.</summary>
internal sealed class UpsertSql
{
    public const string Staging = "staged_page";

    private readonly ModelPlan plan;
    private readonly string table;
    private readonly string[] columns;

    public UpsertSql(ModelPlan plan)
    {
        this.plan = plan;
        table = plan.Model.Table;
        columns = [.. plan.Columns.Select(column => Sql.Name(column.Field.Column)), "custom", "write_date", "create_date", "content_hash"];
        var names = string.Join(", ", columns);
        CreateStaging = $"create temp table {Staging} on commit drop as select id, {names} from {table} with no data";
        Copy = $"copy {Staging} (id, {names}) from stdin (format binary)";
        Merge = BuildMerge();
    }

    public string CreateStaging { get; }

    public string Copy { get; }

    /// <summary>
    /// Merges the staged page under the guard of design 5.6, then logs what changed. Parameters: connection, started,
    /// ended, odoo_time, overlap.
    /// </summary>
    public string Merge { get; }

    private string BuildMerge() => $"""
        with old as materialized (
          select t.*
          from {table} t
          -- By an array, since a join with the staging table, of which nothing is known, reads the whole model.
          where t.connection_id = @connection and t.id = any(array(select id from {Staging}))
        ),
        merged as (
          insert into {table} as t (connection_id, id, {List(column => column)},
            state, state_since, read_started, read_ended, read_at, settled, changed_at, confirmed_at)
          select @connection, s.id, {List(column => $"s.{column}")},
            'present', now(), @started, @ended, @odoo_time,
            coalesce(s.write_date <= @odoo_time - @overlap, false), now(), now()
          from {Staging} s
          -- What was purged stays so, unless a read that began afterwards finds that Odoo has it again.
          where not exists (
            select from causeway.purged p
            where p.connection_id = @connection and p.model = {Sql.Literal(plan.Model.Name)} and p.id = s.id and p.read_ended >= @started)
          on conflict (connection_id, id) do update set
            {List(column => $"{column} = {Stored(column)}")},
            state = 'present',
            state_since = case when t.state = 'present' then t.state_since else now() end,
            state_reason = null,
            read_started = excluded.read_started,
            read_ended = excluded.read_ended,
            read_at = excluded.read_at,
            settled = excluded.settled,
            changed_at = case when t.state = 'present' and (t.content_hash = excluded.content_hash or not ({Differs("t", "excluded")})) then t.changed_at else now() end,
            confirmed_at = now()
          where {Newer}
          returning t.id
        ),
        {Contested}
        logged as (
          insert into causeway.change (connection_id, model, id, kind, changed_fields,
            user_before, user_after, team_before, team_after, company_before, company_after)
          select @connection, {Sql.Literal(plan.Model.Name)}, m.id,
            case when o.state = 'present' then 'update' else 'insert' end,
            case when o.state = 'present' then {ChangedFields} end,
            {BeforeAfter(plan.Model.SalespersonField)},
            {BeforeAfter(plan.Model.TeamField)},
            {BeforeAfter(plan.Model.CompanyField)}
          from merged
          join {Staging} m on m.id = merged.id
          left join old o on o.id = merged.id
          where o.state is distinct from 'present' or (o.content_hash <> m.content_hash and {Differs("o", "m")})
          returning kind
        ){History},
        released as (
          delete from causeway.quarantine q
          using {Staging} s
          where q.connection_id = @connection and q.model = {Sql.Literal(plan.Model.Name)} and q.record_id = s.id
        ),
        tally as (
          select count(*) filter (where kind = 'insert') as inserted,
                 count(*) filter (where kind = 'update') as updated
          from logged
        )
        select inserted, updated, (select count(*) from merged) as merged,
          case when inserted + updated > 0 then pg_notify('causeway_change', @connection::text)::text end
        from tally
        """;

    /// <summary>
    /// The read that began after the stored one ended wins, whatever its write_date; where they overlap, the later
    /// write_date wins, and an equal one with equal content confirms.
    /// </summary>
    private const string Newer = """
        excluded.read_started > t.read_ended
            or (excluded.read_ended >= t.read_started
                and (coalesce(excluded.write_date, '-infinity') > coalesce(t.write_date, '-infinity')
                     or (excluded.write_date is not distinct from t.write_date and excluded.content_hash = t.content_hash)))
        """;

    /// <summary>Overlapping reads that agree on write_date and not on content: neither can be believed, so it is read again.</summary>
    private string Contested => $"""
        contested as (
          update {table} t set settled = false, read_at = null
          from {Staging} s, old o
          where t.connection_id = @connection and t.id = s.id and o.id = s.id
            and @started <= o.read_ended and @ended >= o.read_started
            and s.write_date is not distinct from o.write_date and s.content_hash <> o.content_hash
          returning t.id
        ),
        """;

    /// <summary>The names of the fields in which the staged row m differs from the mirrored row o.</summary>
    public string ChangedFields
    {
        get
        {
            var cases = plan.Columns
                .Select(column => Sql.Name(column.Field.Column))
                .Select((column, index) => $"case when o.{column} is distinct from m.{column} then {Sql.Literal(plan.Columns[index].Field.Name)} end")
                .Append("null");
            return $"""
                array_remove(array[{string.Join(", ", cases)}]::text[], null)
                || case when o.custom is distinct from m.custom then array(
                  select key
                  from jsonb_object_keys(coalesce(m.custom, '{"{}"}')) key
                  where coalesce(o.custom -> key, 'null') <> m.custom -> key
                  order by key) end
                """;
        }
    }

    private string History
    {
        get
        {
            var kept = plan.Columns.Where(column => column.Field.History).Select(column => column.Field.Name).ToArray();
            if (kept.Length == 0)
                return "";
            var writer = plan.Columns.Any(column => column.Field.Name == "write_uid") ? "m.write_uid" : "null::bigint";
            var values = string.Join(",\n    ", kept.Select(name => $"({Sql.Literal(name)}, o.{Sql.Name(name)}::text, m.{Sql.Name(name)}::text)"));
            return $"""
                ,
                history as (
                  insert into causeway.lead_history (connection_id, lead_id, field, old, new, odoo_write_date, write_uid)
                  select @connection, m.id, v.field, v.old, v.new, m.write_date, {writer}
                  from merged
                  join {Staging} m on m.id = merged.id
                  join old o on o.id = merged.id and o.content_hash <> m.content_hash
                    and ({Row("o", kept.Select(Sql.Name))}) is distinct from ({Row("m", kept.Select(Sql.Name))})
                  cross join lateral (values {values}) v(field, old, new)
                  where v.old is distinct from v.new
                )
                """;
        }
    }

    private static string Row(string of, IEnumerable<string> columns) => string.Join(", ", columns.Select(column => $"{of}.{column}"));

    /// <summary>The instance's own fields that are not read any more keep their last values beside those that are.</summary>
    private static string Stored(string column) => column == "custom"
        ? "coalesce(t.custom || excluded.custom, t.custom, excluded.custom)"
        : $"excluded.{column}";

    /// <summary>
    /// Looked at where the hashes differ: they do as well where other fields are read than before, which is no change.
    /// </summary>
    private string Differs(string old, string read)
    {
        string[] names = [.. plan.Columns.Select(column => Sql.Name(column.Field.Column))];
        // A new field of no value is no change.
        var custom = $"""
            jsonb_strip_nulls(coalesce({old}.custom, '{"{}"}') || coalesce({read}.custom, '{"{}"}'))
              is distinct from jsonb_strip_nulls(coalesce({old}.custom, '{"{}"}'))
            """;
        return names.Length == 0 ? custom : $"(({Row(old, names)}) is distinct from ({Row(read, names)}) or {custom})";
    }

    private string List(Func<string, string> form) => string.Join(", ", columns.Select(form));

    private string BeforeAfter(string? field) =>
        field is null || plan.Columns.All(column => column.Field.Name != field)
            ? "null::bigint, null::bigint"
            : $"o.{Sql.Name(field)}, m.{Sql.Name(field)}";
}
