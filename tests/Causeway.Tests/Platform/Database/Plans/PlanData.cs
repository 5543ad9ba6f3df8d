using System.Globalization;
using Dapper;
using Npgsql;

namespace Causeway.Tests.Platform.Database.Plans;

/// <summary>
/// A company's records as they are spread in life: a few stages hold most leads, a few words stand in most names, some are in
/// one. A company with ten times as many has ten times the people, in ten times the teams, and ten times the customers and
/// days' work, but the same stages and tags: a person has as many leads as before, a team as many people. One manager has a
/// fifth of all people below them, however many there are.
/// </summary>
internal static class PlanData
{
    /// <summary>Half of the greater mirror's records, PLANS_RECORDS, are leads, and the other models follow from them; this is a tenth.</summary>
    public static readonly int Leads = int.Parse(Environment.GetEnvironmentVariable("PLANS_RECORDS") ?? "500000", CultureInfo.InvariantCulture) / 20;

    /// <summary>Of these some have signed in: they stay.</summary>
    private const string Users = "causeway.app_user";

    private const string Row = "'present', now() - i * interval '1 second', 1, 2, true, 0, now() - r(i, 90, 525600) * interval '1 minute', now()";

    /// <summary>Evenly spread and always the same, by number and salt.</summary>
    private const string Random = """
        create or replace function r(i bigint, salt integer, n bigint) returns integer language sql immutable parallel safe as
          'select ((hashint8(i * 31 + salt) & 2147483647) % n)::integer';
        create or replace function word(i bigint) returns text language sql immutable parallel safe as $$
          select initcap(
            (array['ba','ko','ri','ten','lu','ma','shi','no','gra','vel','tor','pin','sa','dro','ke','zu','fla','mi','wen','ost'])[1 + i % 20]
            || (array['la','ne','ri','to','mu','ck','st','and','er','in','op','al','ber','vi','ta','lo','ga','fe','den','hu'])[1 + i / 20 % 20]
            || (array['x','n','son','mann','er','ski','ov','i','a','ton','ville','berg','dal','tec','soft','corp','net','lab','gen','mark'])[1 + i / 400 % 20])
        $$;
        """;

    private const string Settings = """
        insert into causeway.connection (id, name, url, database, username, secret_protected, main_company_id, paused, is_default)
          overriding system value values (1, 'Odoo', 'http://127.0.0.1:1', 'db', 'x', 'x', 1, true, true);
        insert into odoo.res_company (connection_id, id, name, currency_id, state, state_since, read_started, read_ended, settled, content_hash, changed_at, confirmed_at)
          select 1, i, 'Company ' || i, 1, 'present', now(), 1, 2, true, 0, now(), now() from generate_series(1, 3) i;
        insert into odoo.res_currency (connection_id, id, name, state, state_since, read_started, read_ended, settled, content_hash, changed_at, confirmed_at)
          values (1, 1, 'EUR', 'present', now(), 1, 2, true, 0, now(), now());
        insert into odoo.crm_stage (connection_id, id, name, sequence, is_won, state, state_since, read_started, read_ended, settled, content_hash, changed_at, confirmed_at)
          select 1, i, (array['New','Qualified','Contacted','Demo','Proposition','Negotiation','Won','Frozen'])[i], i, i = 7, 'present', now(), 1, 2, true, 0, now(), now() from generate_series(1, 8) i;
        insert into odoo.crm_tag (connection_id, id, name, state, state_since, read_started, read_ended, settled, content_hash, changed_at, confirmed_at)
          select 1, i, 'Tag ' || i, 'present', now(), 1, 2, true, 0, now(), now() from generate_series(1, 20) i;
        insert into odoo.res_country (connection_id, id, name, code, state, state_since, read_started, read_ended, settled, content_hash, changed_at, confirmed_at)
          select 1, i, (array['Switzerland','Germany','Poland','Malta'])[i], (array['CH','DE','PL','MT'])[i], 'present', now(), 1, 2, true, 0, now(), now() from generate_series(1, 4) i;
        insert into odoo.mail_activity_type (connection_id, id, name, state, state_since, read_started, read_ended, settled, content_hash, changed_at, confirmed_at)
          select 1, i, (array['Call','Email','Meeting','To-Do','Audit'])[i], 'present', now(), 1, 2, true, 0, now(), now() from generate_series(1, 5) i;
        insert into causeway.sync_stream (connection_id, model, phase, as_of) select 1, m, 'live', now() from unnest(array['crm.lead', 'res.partner', 'account.move', 'mail.activity', 'product.product']) m;
        """;

    /// <summary>Each by itself: what fills a table of so many leads, with some for other models, and people by @share of them.</summary>
    private static readonly string[] Tables =
    [
        $"""
            insert into odoo.res_users (connection_id, id, login, active, partner_id, company_id, company_ids, state, state_since, read_started, read_ended, settled, content_hash, changed_at, confirmed_at)
            select 1, i, 'user' || i, true, i, 1, case when i % 10 = 0 then array[3]::bigint[] else array[1, 2]::bigint[] end, {Row}
            from generate_series(1, @last / @share) i;
            """,
        $"""
            insert into odoo.crm_team (connection_id, id, name, user_id, state, state_since, read_started, read_ended, settled, content_hash, changed_at, confirmed_at)
            select 1, i, 'Team ' || i, null, {Row}
            from generate_series(1, @last / @share / 12) i;
            """,
        $"""
            insert into odoo.crm_team_member (connection_id, id, crm_team_id, user_id, active, state, state_since, read_started, read_ended, settled, content_hash, changed_at, confirmed_at)
            select 1, i, {Team("i")}, i, true, {Row}
            from generate_series(1, @last / @share) i;
            """,
        $"""
            insert into odoo.hr_employee (connection_id, id, name, user_id, parent_id, active, state, state_since, read_started, read_ended, settled, content_hash, changed_at, confirmed_at)
            select 1, i, 'Employee ' || i, i, case when r(i, 140, 5) = 0 and i <> 8 then 8 end, true, {Row}
            from generate_series(1, @last / @share) i;
            """,
        $"""
            insert into causeway.app_user (id, username, email, full_name, role, approval_status, auth_provider, password_hash, connection_id, odoo_user_id, created_at, updated_at)
            select ('00000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, 'user' || i, 'user' || i || case when i in (12, 22, 32) then '@rare.example' else '@example.com' end, word(i) || ' ' || word(i * 7),
              case when i in (8, 18, 28) then 'manager' else 'member' end, case when i in (13, 23, 33) then 'pending' else 'approved' end, 'local', 'x', 1, i, now(), now()
            from generate_series(1, @last / @share) i
            on conflict do nothing;
            """,
        $"""
            insert into odoo.res_partner (connection_id, id, name, complete_name, is_company, type, commercial_partner_id, email, phone, city, vat, country_id, user_id, active, company_id,
              write_date, create_date, state, state_since, read_started, read_ended, settled, content_hash, changed_at, confirmed_at)
            select 1, i, n, n, i % 4 = 0, case when r(i, 1, 50) = 0 and not rare then 'private' else 'contact' end, (i + 3) / 4 * 4, lower(replace(n, ' ', '.')) || '@' || lower(word((i + 3) / 4 * 4 % 8000)) || '.example',
              '+41 ' || 10 + r(i, 2, 80) || ' ' || lpad(r(i, 3, 1000)::text, 3, '0') || ' ' || lpad(r(i, 4, 10000)::text, 4, '0'),
              case when i % (@last / 25 * 4) = 4 then 'Sankt Gallenkappel' when r(i, 5, 20) = 0 then null else (array['Zürich','Genève','Łódź','Berlin'])[1 + r(i, 6, 4)] end,
              'CHE-' || i, case when i % (@last / 500 * 4) = 0 then 4 else 1 + r(i, 7, 3) end, case when r(i, 8, 3) = 0 then 1 + r(i, 16, @last / @share) end,
              r(i, 9, 20) > 0 or rare, case case when rare then 9 else r(i, 10, 10) end when 0 then 1 when 1 then 2 when 2 then 3 end,
              now() - r(i, 11, 1000000) * interval '1 minute', now() - r(i, 12, 1000000) * interval '1 minute', {Row}
            from generate_series(1, @last / 25 * 12) i
            cross join lateral (select word(r(i, 13, 8000)) || case when i % 4 = 0 then (array[' GmbH',' AG',' Ltd',' SA'])[1 + r(i, 14, 4)] else ' ' || word(r(i, 15, 8000)) end || case when i % (@last / 25 * 3) = 8 then ' Quartzite' else '' end as n) n
            cross join lateral (select i % (@last / 25 * 4) = 4 or i % (@last / 25 * 3) = 8 or i % (@last / 500 * 4) = 0 as rare) x;
            """,
        $"""
            insert into odoo.crm_lead (connection_id, id, name, type, stage_id, user_id, team_id, company_id, partner_id, partner_name, contact_name, email_from, phone, expected_revenue, probability, priority,
              date_deadline, date_closed, tag_ids, active, write_date, create_date, state, state_since, read_started, read_ended, settled, content_hash, changed_at, confirmed_at)
            select 1, i, (array['Training','Consulting','Renewal','Office','Furniture','Support','License','Website'])[1 + r(i, 20, 8)] || ' for ' || word(r(i, 21, 8000)) || case when i % (@last / 5) = 7 then ' Quartzite' else '' end,
              case when r(i, 22, 5) = 0 and not rare then 'lead' else 'opportunity' end,
              case when i % (@last / 10) = 9 then 8 else (array[1,1,1,2,2,2,3,3,4,5,5,6,7,7,7])[1 + r(i, 23, 15)] end, person,
              case when rare or (person is null and r(i, 24, 3) = 0) then null else {Team("coalesce(person, r(i, 25, @last / @share))")} end,
              case case when rare then 0 else r(i, 26, 10) end when 0 then null when 1 then null when 2 then 2 when 3 then 2 when 4 then 3 else 1 end,
              case when i % (@last / 5) = 17 then 700 when r(i, 27, 3) > 0 then nullif(1 + r(i, 28, @last / 25 * 12), 700) end, word(r(i, 21, 8000)) || ' GmbH', word(r(i, 29, 8000)) || ' ' || word(r(i, 30, 8000)), lower(word(r(i, 29, 8000))) || '@' || lower(word(r(i, 21, 8000))) || '.example',
              '+41 ' || 10 + r(i, 31, 80) || ' ' || lpad(r(i, 32, 1000)::text, 3, '0') || ' ' || lpad(r(i, 33, 10000)::text, 4, '0'),
              case when i % (@last / 5) = 11 then 9000000 + i when r(i, 34, 10) = 0 then 0 else (exp(r(i, 35, 9000) / 1000.0) * 100)::integer end, (array[0,10,10,20,30,50,70,100])[1 + r(i, 36, 8)], (array['0','0','0','0','1','1','2','3'])[1 + r(i, 37, 8)],
              case when i % (@last / 5) = 15 then date '2099-01-01' when r(i, 38, 4) > 0 then current_date + 60 - r(i, 39, 700) end, case when r(i, 36, 8) = 7 then now() - r(i, 40, 500000) * interval '1 minute' end,
              case when i % (@last / 5) = 13 then array[20]::bigint[] when r(i, 41, 3) = 0 then array[1 + r(i, 42, 10)]::bigint[] else '{"{}"}'::bigint[] end,
              r(i, 43, 7) > 0 or rare, now() - r(i, 44, 1000000) * interval '1 minute', now() - r(i, 45, 1000000) * interval '1 minute',
              case when r(i, 46, 30) = 0 and not rare then 'deleted' else 'present' end, now(), 1, 2, true, 0, now() - r(i, 90, 525600) * interval '1 minute', now()
            from generate_series(1, @last) i
            cross join lateral (select i % (@last / 10) in (7, 9, 11, 13, 15, 17) as rare) x
            cross join lateral (select case when r(i, 47, 10) > 0 and not rare then 1 + r(i, 48, @last / @share) end as person) person;
            """,
        $"""
            insert into odoo.account_move (connection_id, id, name, ref, move_type, odoo_state, payment_state, partner_id, commercial_partner_id, invoice_user_id, team_id, company_id, currency_id, date, invoice_date, invoice_date_due,
              amount_total, amount_residual, amount_total_signed, amount_residual_signed, write_date, create_date, state, state_since, read_started, read_ended, settled, content_hash, changed_at, confirmed_at)
            select 1, i, 'INV/2026/' || lpad(i::text, 6, '0'), case when i % (@last / 25) = 7 then 'Quartzite' else 'S' || lpad(i::text, 6, '0') end,
              case when r(i, 50, 20) = 0 and not rare then 'out_refund' else 'out_invoice' end, (array['posted','posted','posted','posted','posted','posted','posted','posted','draft','cancel'])[case when rare then 1 else 1 + r(i, 51, 10) end],
              case when i % (@last / 25) = 9 then 'reversed' else (array['paid','paid','paid','paid','paid','paid','in_payment','partial','not_paid','not_paid'])[1 + r(i, 52, 10)] end,
              customer, (customer + 3) / 4 * 4, case when r(i, 54, 5) > 0 and not rare then 1 + r(i, 55, @last / @share) end, case when not rare then {Team("r(i, 56, @last / @share)")} end, case when not rare then 1 + r(i, 57, 3) end, 1, day, day, day + 30,
              amount, amount, amount, amount, now(), now() - r(i, 58, 1000000) * interval '1 minute', {Row}
            from generate_series(1, @last / 25 * 6) i
            cross join lateral (select i % (@last / 25) in (7, 9, 11, 12) as rare, case i % (@last / 25) when 11 then 700 when 12 then 704 else 705 + r(i, 53, @last / 25 * 12 - 705) end as customer, current_date - r(i, 59, 1500) as day, (exp(r(i, 60, 9000) / 1000.0) * 10)::numeric(12, 2) as amount) x;
            """,
        $"""
            insert into odoo.mail_activity (connection_id, id, res_model, res_id, activity_type_id, summary, date_deadline, user_id, active, state, state_since, read_started, read_ended, settled, content_hash, changed_at, confirmed_at)
            select 1, i, model, about, case when i % (@last / 50) = 5 then 5 else 1 + r(i, 72, 4) end, 'Call ' || word(i),
              case when r(i, 76, 10) = 0 then current_date else current_date + 30 - r(i, 73, 200) end,
              case when model = 'crm.lead' then 1 + r(about, 48, @last / @share) when i % (@last / 25) <> 1 then 1 + r(i, 74, @last / @share) end, r(i, 75, 10) > 0, {Row}
            from generate_series(1, @last / 25 * 3) i
            cross join lateral (select 1 + r(i, 71, @last / 25 * 12) as about, case when i % (@last / 25) = 1 then 'product.product' when r(i, 70, 3) = 0 then 'res.partner' else 'crm.lead' end as model) x;
            """,
        $"""
            insert into odoo.product_product (connection_id, id, name, default_code, barcode, lst_price, active, company_id, state, state_since, read_started, read_ended, settled, content_hash, changed_at, confirmed_at)
            select 1, i, (array['Desk','Chair','Lamp','Table'])[1 + r(i, 80, 4)] || ' ' || word(r(i, 81, 8000)) || case when i % (@last / 50) = 7 then ' Quartzite' else '' end, 'P' || lpad(i::text, 6, '0'), case when r(i, 82, 3) = 0 then '76' || lpad(i::text, 11, '0') end,
              (r(i, 83, 100000) / 100.0)::numeric(12, 2), r(i, 84, 12) > 0, null, {Row}
            from generate_series(1, @last / 25 * 2) i;
            """,
        $"""
            insert into causeway.task (id, date_created, entity_name, task_type, task_time, contact_person_id, note, status, created_by, updated_at, odoo_connection, odoo_model, odoo_id, priority, reminder_at, closed_at)
            select md5(i::text)::uuid, made, word(r(i, 100, 8000)) || ' GmbH' || case when i % (@last / 50) = 7 then ' Quartzite' else '' end, case when i % (@last / 50) = 9 then 'Site audit' else (array['Call','Call','Email','Meeting'])[1 + r(i, 101, 4)] end, made + r(i, 102, 86400) * interval '1 minute',
              case when i % (@last / 50) in (7, 9) then person(7) else person(1 + r(i, 103, @last / @share)) end, case when r(i, 104, 2) = 0 then 'Ask for ' || word(r(i, 105, 8000)) end, case when open then 'open' else 'closed' end,
              case when i % (@last / 50) in (7, 9) then person(8) else person(1 + case when linked then r(about, 48, @last / @share) else r(i, 106, @last / @share) end) end, made, case when linked then 1 end, case when linked then 'crm.lead' end, case when linked then about end,
              case when r(i, 108, 3) = 0 then r(i, 109, 4)::text end, case when r(i, 110, 4) = 0 then made end, case when not open then made end
            from generate_series(1, @last / 25 * 2) i
            cross join lateral (select now() - r(i, 111, 500000) * interval '1 minute' as made, r(i, 112, 3) > 0 as open, r(i, 113, 2) = 0 or i % (@last / 50) in (7, 9) as linked, case when i % (@last / 50) in (7, 9) then 700 else 701 + r(i, 107, @last - 701) end as about) x;
            """,
        $"""
            insert into causeway.change (connection_id, model, id, kind, changed_fields, user_after, team_after, company_after)
            select 1, case when i % (@last / 5) = 3 then 'crm.tag' else (array['crm.lead','crm.lead','res.partner','account.move'])[1 + r(i, 120, 4)] end, i, 'update', array['name'], 1 + r(i, 121, @last / @share), 1, 1
            from generate_series(1, @last) i;
            """,
        $"""
            insert into causeway.audit (at, action, outcome, actor, actor_id, via, address, target_type, target_ids)
            select now() - (@last - i) * interval '1 minute', (array['sign_in','odoo.write','odoo.write','export'])[1 + r(i, 130, 4)], case when i % (@last / 25 * 2) = 5 then 'failed' when r(i, 131, 20) = 0 then 'refused' else 'done' end, 'user' || 1 + r(i, 132, @last / @share),
              person(1 + r(i, 133, @last / @share)), 'token', '10.0.' || r(i, 134, @last / @share) % 256 || '.' || r(i, 134, @last / @share) / 256, case when i % (@last / 25 * 2) = 9 then 'connection' else 'crm.lead' end, array[(1 + r(i, 135, @last))::text]
            from generate_series(1, @last * 2 / 5) i;
            """,
    ];

    /// <summary>Twelve people are a team, who came to the company together.</summary>
    private static string Team(string person) => $"1 + {person} % (@last / @share / 12)";

    private const string Person = """
        create or replace function person(i bigint) returns uuid language sql immutable parallel safe as
          $$ select ('00000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid $$;
        """;

    /// <summary>All that a table has but what keeps its rows apart.</summary>
    private const string Indexes = """
        select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made
        from pg_index i
        where i.indrelid = @table::regclass and not i.indisunique
        """;

    public static async Task PrepareAsync(NpgsqlDataSource database)
    {
        await using var db = await database.OpenConnectionAsync();
        await db.ExecuteAsync(Random + Person + Settings);
    }

    /// <summary>Empties the tables and fills them anew: a person's records are then spread over all of them, however many.</summary>
    public static Task FillAsync(NpgsqlDataSource database, int leads) =>
        Parallel.ForEachAsync(Tables, async (insert, _) => await FillAsync(database, insert, leads));

    /// <summary>Indexes are built at once, when the rows are there; a replica does not look for what a row refers to.</summary>
    private static async Task FillAsync(NpgsqlDataSource database, string insert, int leads)
    {
        var table = insert.Split(' ')[2];
        await using var db = await database.OpenConnectionAsync();
        var indexes = (await db.QueryAsync<(string Name, string Made)>(Indexes, new { table })).ToList();
        await db.ExecuteAsync($"set session_replication_role = replica; set maintenance_work_mem = '256MB'; {(table == Users ? "" : $"truncate {table};")} {string.Join(' ', indexes.Select(index => $"drop index {index.Name};"))}");
        await db.ExecuteAsync(insert, new { last = (long)leads, share = Leads * 2L / 125 }, commandTimeout: 0);
        await db.ExecuteAsync($"{string.Join(' ', indexes.Select(index => $"{index.Made};"))} reset session_replication_role; reset maintenance_work_mem", commandTimeout: 0);
    }
}
