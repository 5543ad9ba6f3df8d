-- GraphQL: what instances call their fields, and documents that are known by their hash.

create table causeway.field_text (
  connection_id integer not null references causeway.connection on delete cascade,
  model text not null,
  -- By the name of the field: {"label", "help"}.
  texts jsonb not null,
  primary key (connection_id, model)
);

create table causeway.graphql_document (
  -- SHA-256 of the text, in lower-case hexadecimal.
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  document text not null check (octet_length(document) <= 100000),
  saved_by text not null,
  saved_at timestamptz not null default now(),
  last_used_on date not null default current_date
);
