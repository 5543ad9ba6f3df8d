-- The secret in the address of a person's calendar feed, by its hash. It reads that feed and nothing else.
create table causeway.calendar_token (
  token_hash bytea primary key,
  user_id uuid not null references causeway.app_user on delete cascade,
  -- Null where no Odoo was connected: then the feed has tasks alone.
  connection_id integer references causeway.connection on delete cascade,
  created_at timestamptz not null
);
create unique index calendar_token_of_user on causeway.calendar_token (user_id, coalesce(connection_id, 0));

-- Filters that people keep, for themselves or for all users of the connection.
create table causeway.saved_view (
  id uuid primary key,
  connection_id integer not null references causeway.connection on delete cascade,
  owner_id uuid not null references causeway.app_user on delete cascade,
  name text not null check (char_length(name) between 1 and 100),
  resource text not null,
  -- The query of the resource's list, by parameter.
  filters jsonb not null check (jsonb_typeof(filters) = 'object'),
  sort_by text,
  sort_order text check (sort_order in ('asc', 'desc')),
  columns text[] not null,
  shared boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint saved_view_sort check (sort_by is not null or sort_order is null)
);
comment on table causeway.saved_view is 'Filters that people keep for a list, their own and those shared with all users of the connection.';
create unique index saved_view_name on causeway.saved_view (connection_id, owner_id, lower(name));
create index saved_view_by_name on causeway.saved_view (connection_id, name, id);
create index saved_view_by_created on causeway.saved_view (connection_id, created_at, id);
create index saved_view_by_updated on causeway.saved_view (connection_id, updated_at, id);

-- Which of Odoo's writing methods /utils/odoo may call, by model: {"res.partner": ["write"]}.
alter table causeway.connection
  add column pass_through jsonb not null default '{}' check (jsonb_typeof(pass_through) = 'object');
