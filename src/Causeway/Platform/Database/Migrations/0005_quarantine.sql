-- Records that Odoo cannot read, and on what terms a model was last read.

create table causeway.quarantine (
  id bigint generated always as identity primary key,
  connection_id integer not null references causeway.connection on delete cascade,
  model text not null,
  record_id bigint not null,
  error_kind text not null,
  -- Odoo's own words.
  message text not null,
  since timestamptz not null,
  last_tried_at timestamptz not null,
  tries integer not null default 1 check (tries > 0),
  unique (connection_id, model, record_id)
);

alter table causeway.sync_stream
  -- Name, type and relation of every field that was read last: what is not in it is new, or was retyped.
  add column read_fields text[],
  -- Account and language, and the companies that the account sees: where they change, so does what Odoo answers.
  add column read_as text,
  add column read_companies bigint[],
  -- Fields that were read once and cannot be read now; the mirror keeps their last values.
  add column stale_fields text[] not null default '{}',
  -- By how much the newest write_date was ahead of Odoo's own Date header; null while they agree.
  add column clock_skew_seconds integer;
