-- What the mirror keeps of itself: connections, runs, streams, the change feed, the history of leads.
-- The mirror's own tables (schema odoo) are made from the catalogue: Mirror/Catalog/MirrorTables.cs.

create schema if not exists odoo;

-- Stamps for reads of Odoo: a read that began after another ended has seen the newer state (design 5.6).
create sequence causeway.read_stamp;

create table causeway.connection (
  id integer generated always as identity primary key,
  name text not null,
  -- Null: shared by all users. Else the one user whose private connection this is.
  owner_id uuid references causeway.app_user on delete cascade,
  url text not null,
  database text not null,
  username text not null,
  secret_protected text not null,
  transport text check (transport in ('xml_rpc', 'json_rpc', 'json2')),
  server_version text,
  odoo_uid bigint,
  main_company_id bigint,
  lang text,
  interval_minutes integer not null default 5 check (interval_minutes between 1 and 1440),
  paused boolean not null default false,
  -- The shared connection that requests go to which name none.
  is_default boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);


create unique index connection_default on causeway.connection (is_default) where is_default;

create table causeway.sync_run (
  id uuid primary key default gen_random_uuid(),
  connection_id integer not null references causeway.connection on delete cascade,
  status text not null default 'queued'
    check (status in ('queued', 'running', 'completed', 'partial', 'failed', 'cancelled')),
  trigger text not null check (trigger in ('scheduled', 'manual', 'webhook')),
  triggered_by text,
  full_read boolean not null default false,
  entities text[],
  requested_at timestamptz not null default now(),
  started_at timestamptz,
  completed_at timestamptz,
  progress jsonb,
  stats jsonb not null default '{}',
  error_kind text,
  error_message text,
  check ((status in ('queued', 'running')) = (completed_at is null)),
  check (status = 'queued' or started_at is not null or completed_at is not null)
);
create index sync_run_by_connection on causeway.sync_run (connection_id, requested_at desc);
-- A second request while one waits or runs joins it instead of queueing behind it.
create unique index sync_run_waiting on causeway.sync_run (connection_id) where status = 'queued';
create unique index sync_run_running on causeway.sync_run (connection_id) where status = 'running';

create table causeway.sync_stream (
  connection_id integer not null references causeway.connection on delete cascade,
  model text not null,
  phase text not null default 'backfill' check (phase in ('backfill', 'live', 'absent')),
  -- Odoo's own time at the start of the last complete cycle; live cycles read from here less the overlap.
  cursor timestamptz,
  backfill_position bigint not null default 0,
  -- The largest id when the backfill began; what came later is the live cycles' work.
  backfill_target bigint,
  page_size integer not null default 500 check (page_size between 1 and 10000),
  -- When the 24-hour overlap was last read, for what commits later than ten minutes.
  deep_look_at timestamptz,
  schema_hash text,
  missing_fields text[] not null default '{}',
  as_of timestamptz,
  last_error text,
  updated_at timestamptz not null default now(),
  primary key (connection_id, model)
);

create table causeway.change (
  version bigint generated always as identity primary key,
  connection_id integer not null references causeway.connection on delete cascade,
  model text not null,
  id bigint not null,
  kind text not null check (kind in ('insert', 'update', 'delete', 'hidden')),
  changed_fields text[],
  at timestamptz not null default now(),
  user_before bigint,
  user_after bigint,
  team_before bigint,
  team_after bigint,
  company_before bigint,
  company_after bigint
);
create index change_feed on causeway.change (connection_id, version);

create table causeway.lead_history (
  entry bigint generated always as identity primary key,
  connection_id integer not null references causeway.connection on delete cascade,
  lead_id bigint not null,
  field text not null,
  old text,
  new text,
  odoo_write_date timestamptz,
  write_uid bigint,
  seen_at timestamptz not null default now()
);
create index lead_history_by_lead on causeway.lead_history (connection_id, lead_id, entry);

-- Names of records whose model is not mirrored.
create table odoo.name (
  connection_id integer not null references causeway.connection on delete cascade,
  model text not null,
  id bigint not null,
  display_name text,
  refreshed_at timestamptz not null default now(),
  primary key (connection_id, model, id)
);

-- Who asked for which write, and what Odoo said.
create table causeway.write_log (
  entry bigint generated always as identity primary key,
  connection_id integer not null references causeway.connection on delete cascade,
  at timestamptz not null default now(),
  actor text not null,
  model text not null,
  ids bigint[] not null,
  method text not null,
  fields text[] not null default '{}',
  outcome text not null check (outcome in ('written', 'refused', 'failed')),
  message text
);
create index write_log_by_record on causeway.write_log using gin (ids);
