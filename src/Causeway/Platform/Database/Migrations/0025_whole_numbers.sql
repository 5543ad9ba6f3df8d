-- What people type or paste whole, such as INV/2026/000777, is found by how its last word begins: trigrams of it stand in every
-- number of the year, so that an index of trigrams reads longer lists the more there are. Beginnings, and not words that a
-- tsvector could look for by prefix: of a prefix PostgreSQL does not know how common it is.
create function causeway.number_starts(value text) returns text[]
language sql immutable parallel safe as $$
  select array(
    select distinct left(word[1], n)
    from regexp_matches(value, '[a-z0-9]*[0-9][a-z0-9]*', 'g') word, generate_series(3, least(length(word[1]), 40)) n
  )
$$;

-- Users are found by a part of their names, as records are.
alter table causeway.app_user add column search_text text generated always as (
  causeway.fold(' ' || username || chr(10) || ' ' || full_name || ' ' || coalesce(email, ''))
) stored;

do $$
begin
  execute format(
    'create index app_user_by_text on causeway.app_user using gin (search_text %I.gin_trgm_ops)',
    (select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm'));
end
$$;
