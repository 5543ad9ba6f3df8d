-- Who did what, from where, when. It outlives the users and connections that it names, so it refers to none by key.

create table causeway.audit (
  entry bigint generated always as identity primary key,
  at timestamptz not null,
  action text not null check (action ~ '^[a-z_]+(\.[a-z_]+)*$'),
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  actor text not null,
  actor_id uuid,
  -- What the actor proved themselves with, and which personal API token where it was one.
  via text not null check (via in ('nothing', 'token', 'cookie', 'api_token', 'admin_key', 'system')),
  api_token_id uuid,
  address text,
  user_agent text,
  -- Not connection_id: what has that goes with its connection.
  connection integer,
  target_type text,
  target_ids text[] not null default '{}',
  detail jsonb not null default '{}',
  trace_id text
);

create index audit_by_time on causeway.audit (at);
create index audit_by_actor on causeway.audit (actor_id, entry);
create index audit_by_action on causeway.audit (action, entry);
create index audit_by_target on causeway.audit using gin (target_ids);

-- Against our own mistakes, and against whoever gets a statement in: nothing is changed, and nothing younger than a
-- month goes, whatever retention says.
create function causeway.audit_guard() returns trigger
language plpgsql as $$
declare
  retention text := current_setting('causeway.audit_forget_before', true);
begin
  if tg_op = 'DELETE' and retention <> '' and old.at < retention::timestamptz and old.at < now() - interval '30 days' then
    return old;
  end if;
  raise exception 'causeway.audit is append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_append_only
before update or delete on causeway.audit
for each row execute function causeway.audit_guard();

create trigger audit_no_truncate
before truncate on causeway.audit
for each statement execute function causeway.audit_guard();

-- The one way out: what is older than retention keeps, and how many entries that were.
create function causeway.forget_audit(before timestamptz) returns bigint
language plpgsql as $$
declare
  forgotten bigint;
begin
  perform set_config('causeway.audit_forget_before', before::text, true);
  delete from causeway.audit
  where at < before
    and at < now() - interval '30 days';
  get diagnostics forgotten = row_count;
  perform set_config('causeway.audit_forget_before', '', true);
  return forgotten;
end
$$;
