-- The Odoo credentials that users keep for themselves (contract 3.5): one set a user.

create table causeway.own_credential (
  user_id uuid primary key references causeway.app_user on delete cascade,
  -- A shared connection, whose Odoo the user writes to as themselves; or the user's private one, which has its own account.
  connection_id integer not null references causeway.connection on delete cascade,
  -- Where the secret was saved for: a connection that is moved elsewhere must not take it along.
  url text,
  database text,
  username text,
  secret_protected text,
  -- Who the secret proved that they are.
  odoo_uid bigint,
  -- Since Odoo refused the secret it is sent no more.
  refused_at timestamptz,
  refusal text,
  -- Rises when it may be tried again: who remembers the refusal forgets it.
  version integer not null default 0,
  updated_at timestamptz not null,
  constraint own_credential_account check (num_nonnulls(url, database, username, secret_protected, odoo_uid) in (0, 5)),
  constraint own_credential_refusal check ((refused_at is null) = (refusal is null))
);

create index own_credential_of_connection on causeway.own_credential (connection_id);

alter table causeway.write_log
  -- The Odoo user whose own credentials it was made with; null: the connection's account.
  add column odoo_uid bigint;
