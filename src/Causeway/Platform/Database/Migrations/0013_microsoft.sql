-- Sign-in with Microsoft: the application that an administrator saved, and what has been used to sign in.

create table causeway.microsoft_application (
  -- There is one at most.
  only_one boolean primary key default true check (only_one),
  client_id text not null,
  tenant_id text not null,
  -- Null: MS_AUTHORITY.
  authority text,
  secret_protected text,
  enabled boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- Each nonce is good for one sign-in; it is kept for as long as a token that carries it may be in force.
create table causeway.microsoft_nonce (
  nonce_hash bytea primary key,
  expires_at timestamptz not null
);

create index microsoft_nonce_by_expiry on causeway.microsoft_nonce (expires_at);
