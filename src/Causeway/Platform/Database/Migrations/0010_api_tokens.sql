-- Tokens that people make for their programs. Only a hash is kept: who reads this table can use none of them.

create table causeway.api_token (
  id uuid primary key,
  user_id uuid not null references causeway.app_user on delete cascade,
  name text not null check (char_length(name) between 1 and 100),
  token_hash bytea not null unique,
  -- The first letters of the token, by which its owner recognises it.
  hint text not null check (char_length(hint) <= 12),
  scopes text[] not null check (cardinality(scopes) between 1 and 50),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  last_used_address text,
  revoked_at timestamptz,
  constraint api_token_expiry check (expires_at > created_at)
);

create index api_token_of_user on causeway.api_token (user_id);
