using Dapper;
using Npgsql;

namespace Causeway.Bench.GraphQl;

/// <summary>Fifty accounts of twenty opportunities of ten activities each, among the leads that are there.</summary>
internal static class NestedWorld
{
    public const int Accounts = 50;
    public const int Opportunities = 20;
    public const int Activities = 10;

    /// <summary>By which the accounts are found.</summary>
    public const string Name = "Nested account";

    /// <summary>Beyond the ids of the sandbox.</summary>
    public const int First = 50_000_000;

    public static async Task FillAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        await using var db = await database.OpenConnectionAsync(cancel);
        await db.ExecuteAsync(new CommandDefinition(
            $"""
            insert into odoo.res_partner (connection_id, id, name, complete_name, is_company, active, commercial_partner_id, {Stamps})
            select c.id, @First + a, @Name || ' ' || a, @Name || ' ' || a, true, true, @First + a, {Stamped}
            from causeway.connection c, generate_series(1, @Accounts) a
            on conflict do nothing;

            insert into odoo.crm_lead (connection_id, id, name, type, active, partner_id, stage_id, expected_revenue, probability, {Stamps})
            select c.id, @First + (a - 1) * @Opportunities + o, 'Opportunity ' || o, 'opportunity', true, @First + a, 1, 100 * o, 10, {Stamped}
            from causeway.connection c, generate_series(1, @Accounts) a, generate_series(1, @Opportunities) o
            on conflict do nothing;

            insert into odoo.mail_activity (connection_id, id, summary, res_model, res_id, date_deadline, active, {Stamps})
            select c.id, @First + (o - 1) * @Activities + d, 'Activity ' || d, 'crm.lead', @First + o, date '2026-01-01' + d, true, {Stamped}
            from causeway.connection c, generate_series(1, @Accounts * @Opportunities) o, generate_series(1, @Activities) d
            on conflict do nothing;

            analyze odoo.res_partner, odoo.crm_lead, odoo.mail_activity;
            """,
            new { First, Name, Accounts, Opportunities, Activities },
            commandTimeout: 600,
            cancellationToken: cancel));
    }

    private const string Stamps = "state, state_since, read_started, read_ended, settled, content_hash, changed_at, confirmed_at, create_date, write_date";

    private const string Stamped = "'present', now(), 0, 0, true, 0, now(), now(), now(), now()";

    /// <summary>The same answer as a person who knows the tables would ask for it: no names of others, no subjects, no cursors.</summary>
    public static readonly string ByHand = $"""
        select json_agg(json_build_object('id', a.id, 'name', a.name, 'opportunities', o.list) order by a.id)::text
        from (
          select id, name from odoo.res_partner
          where connection_id = 1 and state = 'present' and is_company and active and id > {First}
          order by id limit {Accounts}
        ) a
        cross join lateral (
          select json_agg(json_build_object('id', l.id, 'name', l.name, 'value', l.expected_revenue, 'activities', v.list) order by l.id) as list
          from (
            select id, name, expected_revenue from odoo.crm_lead
            where connection_id = 1 and state = 'present' and type = 'opportunity' and active and partner_id = a.id
            order by id limit {Opportunities}
          ) l
          cross join lateral (
            select json_agg(json_build_object('id', t.id, 'summary', t.summary, 'date_deadline', t.date_deadline) order by t.id) as list
            from (
              select id, summary, date_deadline from odoo.mail_activity
              where connection_id = 1 and state = 'present' and res_model = 'crm.lead' and res_id = l.id
              order by id limit {Activities}
            ) t
          ) v
        ) o
        """;
}
