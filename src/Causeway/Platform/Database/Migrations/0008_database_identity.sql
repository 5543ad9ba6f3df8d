-- To which database of Odoo a connection is bound (design 5.1), and which models are proved without dates.

alter table causeway.connection
  -- Odoo's database.uuid, or what stands for it where we may not read that. Null until it is first asked for.
  add column database_identity text,
  add column identity_checked_at timestamptz,
  -- Why nothing is read any more until an administrator says what to do.
  add column stopped text check (stopped in ('other_database', 'older_database')),
  add column stopped_at timestamptz,
  add check ((stopped is null) = (stopped_at is null));

alter table causeway.sync_stream
  -- Odoo stores no write_date of it.
  add column lives_by_list boolean not null default false;
