-- Who may tell us that something changed in Odoo, what they told us that is not looked at yet, and how far back the
-- change feed goes.

create table causeway.webhook_key (
  id integer generated always as identity primary key,
  connection_id integer not null references causeway.connection on delete cascade,
  -- path: the secret part of a URL, for a sender that cannot sign. rules: the same, in the rules that we made in Odoo.
  -- secret: signs bodies.
  kind text not null check (kind in ('path', 'rules', 'secret')),
  hash bytea unique,
  sealed text,
  created_at timestamptz not null,
  -- While a new one is put in place, the one before it still opens.
  expires_at timestamptz,
  used_at timestamptz,
  check ((kind = 'secret') = (sealed is not null)),
  check ((kind = 'secret') = (hash is null))
);
create index webhook_key_of_connection on causeway.webhook_key (connection_id, kind);

-- One row for each record that a webhook named, until the record has been looked at.
create table causeway.webhook_inbox (
  entry bigint generated always as identity primary key,
  connection_id integer not null references causeway.connection on delete cascade,
  model text not null,
  id bigint not null,
  -- Whether the record is said to be deleted.
  gone boolean not null,
  -- The write_date that the record is said to have; null where nothing was said.
  write_date timestamptz,
  -- Whether it may have been sent before Odoo's transaction ended: then the first look can be too early.
  early boolean not null,
  received_at timestamptz not null,
  look_at timestamptz not null,
  looks integer not null default 0
);
create index webhook_inbox_due on causeway.webhook_inbox (look_at);
create index webhook_inbox_of_connection on causeway.webhook_inbox (connection_id);

create table causeway.webhook_count (
  connection_id integer not null references causeway.connection on delete cascade,
  hour timestamptz not null,
  received bigint not null,
  rejected bigint not null,
  last_received_at timestamptz,
  primary key (connection_id, hour)
);

-- The automation rules in Odoo that are ours. Written before they are made, so that a crash leaves none behind unknown.
create table causeway.webhook_install (
  connection_id integer primary key references causeway.connection on delete cascade,
  base_url text not null,
  models text[] not null,
  installed_at timestamptz not null
);

-- The latest change of a connection that the feed no longer keeps: a position before it cannot be resumed.
create table causeway.change_floor (
  connection_id integer primary key references causeway.connection on delete cascade,
  version bigint not null
);
