-- What people read with SQL (docs/schema.md), and the keys of what was purged.
-- A reader is let into views alone, one by one: a table that is added tomorrow is closed to them until a line here opens it.
-- Each view shows the connections that all share; a private one is its owner's (docs/decisions/0014).

create schema shared;
comment on schema shared is 'For people with SQL: what the mirror holds of the connections that all share.';

-- Of this database alone: roles belong to the whole server, where another Causeway may have its own.
create function causeway.reader_role() returns name
language sql stable as $$
  select (left(current_database(), 56) || '_reader')::name
$$;

-- The view of a mirror table: without the mirror's own notes, without what Odoo hides from us. Columns only ever come after
-- those that are there, as in the table.
create function causeway.share(mirrored text) returns void
language plpgsql as $$
declare
  wanted text;
  shown text;
  hidden text := '';
begin
  select string_agg(format('%I', attname), ', ' order by attnum) into wanted
  from pg_attribute
  where attrelid = format('odoo.%I', mirrored)::regclass
    and attnum > 0
    and not attisdropped
    and attname not in ('read_started', 'read_ended', 'read_at', 'settled', 'content_hash');
  select string_agg(format('%I', attname), ', ' order by attnum) into shown
  from pg_attribute
  where attrelid = to_regclass(format('shared.%I', mirrored));
  if shown is not distinct from wanted then
    return;
  end if;
  if mirrored <> 'name' then
    hidden := ' and r.state <> ''hidden''';
  end if;
  -- A barrier: a function of the reader's own, or an error, must not tell of rows that the view leaves out.
  execute format(
    'create or replace view shared.%1$I with (security_barrier) as select %2$s from odoo.%1$I r '
    'where r.connection_id in (select c.id from causeway.connection c where c.owner_id is null and c.deleted_at is null)%3$s',
    mirrored, wanted, hidden);
end
$$;

-- Nothing where no such role was made: then nobody reads with SQL but whoever owns the database.
create function causeway.open_to_readers() returns void
language plpgsql as $$
declare
  reader name := causeway.reader_role();
  opened text;
begin
  if not exists (select from pg_roles where rolname = reader) then
    return;
  end if;
  foreach opened in array array['shared', 'odoo', 'causeway'] loop
    if not has_schema_privilege(reader, opened, 'usage') then
      execute format('grant usage on schema %I to %I', opened, reader);
    end if;
  end loop;
  for opened in
    select format('%I.%I', n.nspname, c.relname)
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'v'
      and (n.nspname = 'shared' or (n.nspname, c.relname) in (
        ('odoo', 'v_opportunity'), ('odoo', 'v_account'), ('odoo', 'v_receivable'), ('causeway', 'data_lake_serving')))
      and not has_table_privilege(reader, c.oid, 'select')
  loop
    execute format('grant select on %s to %I', opened, reader);
  end loop;
end
$$;

select causeway.share('name');

-- Where a page was read before its record was deleted and arrives after it was purged, the record must not rise again.
create table causeway.purged (
  connection_id integer not null references causeway.connection on delete cascade,
  model text not null,
  id bigint not null,
  -- When the read ended that found it deleted, by the mirror's own stamps.
  read_ended bigint not null,
  at timestamptz not null default now(),
  primary key (connection_id, model, id)
);
create index purged_by_time on causeway.purged (at);

-- Retention looks for what is old.
create index write_log_by_time on causeway.write_log (at);
