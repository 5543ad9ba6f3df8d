-- How the mirror proves itself: when each model was last held against Odoo, what waits for an administrator, and to which
-- database a connection is bound (design 5.1 and 5.4).

alter table causeway.sync_stream
  -- Null where a backfill has begun since: the next proof is due at once.
  add column proved_at timestamptz,
  add column proof_seconds double precision not null default 0 check (proof_seconds >= 0),
  -- Records that the last proof found to differ.
  add column proof_found bigint not null default 0,
  -- Days whose histograms differ though their records do not; looked into again only when they change.
  add column unexplained jsonb not null default '[]',
  add column scrub_position bigint not null default 0,
  add column scrub_began_at timestamptz,
  add column scrubbed_at timestamptz,
  -- What reads of whole rows changed without a moved write_date, since the mirror began.
  add column silent_repairs bigint not null default 0;

-- Removals that would take so much of a model that they are more often a lost permission.
create table causeway.hold (
  id bigint generated always as identity primary key,
  connection_id integer not null references causeway.connection on delete cascade,
  model text not null,
  ids bigint[] not null,
  -- How many records the model had.
  of_records bigint not null,
  -- What a read by id said of the first of them.
  kind text not null check (kind in ('deleted', 'hidden')),
  -- rejected: they stay as they were last seen until Odoo shows them again. withdrawn: it showed all of them again.
  status text not null default 'waiting' check (status in ('waiting', 'confirmed', 'rejected', 'withdrawn')),
  found_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  check ((status = 'waiting') = (decided_at is null))
);
create unique index hold_open on causeway.hold (connection_id, model) where status in ('waiting', 'rejected');
