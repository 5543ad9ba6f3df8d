-- What is known of each connection beyond its settings, so that all processes leave an Odoo alone that one of them found
-- down, and a key that one of them found refused.

alter table causeway.connection
  add column state text not null default 'unknown' check (state in ('unknown', 'connected', 'unreachable', 'refused')),
  add column state_since timestamptz not null default now(),
  add column state_message text,
  -- Rises with every change of the state: who remembers an older one learns the newer.
  add column state_version bigint not null default 0,
  add column failures integer not null default 0 check (failures >= 0),
  -- No call before this time.
  add column retry_at timestamptz,
  -- When the API key ends, where Odoo tells (18 and later), and whether another key of the account may be meant.
  add column key_expires_at timestamptz,
  add column key_is_certain boolean not null default true,
  add column key_checked_at timestamptz,
  -- Null: all.
  add column enabled_entities text[],
  -- Being deleted: nobody sees it any more, and its data goes in batches.
  add column deleted_at timestamptz;

alter table causeway.sync_run
  add column cancelled_by text;

-- What each run looks for among those of its connection, and health counts.
create index sync_run_by_end on causeway.sync_run (connection_id, completed_at desc) where completed_at is not null;
