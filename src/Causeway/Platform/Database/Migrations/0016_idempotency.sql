-- Requests with an Idempotency-Key, for 24 hours: who carries each out, then what was answered.

create table causeway.idempotency_key (
  -- SHA-256 of user, connection, method, path and key. The key itself is not kept: what the body is hashed with.
  key_hash bytea primary key check (octet_length(key_hash) = 32),
  -- Zero for the admin key, which is nobody.
  user_id uuid not null,
  connection_id integer references causeway.connection on delete cascade,
  method text not null,
  path text not null,
  -- HMAC-SHA-256 of the request under the key: a body may hold a secret, and a plain hash of it could be guessed at.
  request_hash bytea not null check (octet_length(request_hash) = 32),
  -- Whether it may be carried out again where nobody knows whether it was.
  repeatable boolean not null,
  -- What the caller might do, so that an answer is not given to who may do less.
  rights text not null,
  created_at timestamptz not null default now(),
  -- Who carries it out, and until when that process is taken to live; null once it is answered.
  claim uuid not null,
  lease_until timestamptz,
  status smallint check (status between 200 and 599),
  headers jsonb,
  body bytea,
  -- The records that the answer shows, by model.
  shown jsonb,
  constraint idempotency_key_answered check ((status is null) = (lease_until is not null)),
  constraint idempotency_key_answer check ((status is null) = (headers is null) and (status is null) = (body is null) and (status is null) = (shown is null))
);
comment on table causeway.idempotency_key is 'Requests with an Idempotency-Key of the last 24 hours, and their answers.';

create index idempotency_key_created on causeway.idempotency_key (created_at);
create index idempotency_key_connection on causeway.idempotency_key (connection_id);
