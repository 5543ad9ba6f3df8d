-- Finding text by a part of it: how it is compared, and the words that typos are held against.
-- Trigrams and edit distance come from contrib. Where somebody has installed them already, they stay where they are.

do $$
begin
  if current_setting('server_encoding') <> 'UTF8' then
    raise exception 'the database is in %, and Causeway needs one in UTF8: createdb --encoding=UTF8 --template=template0 ...',
      current_setting('server_encoding') using errcode = 'feature_not_supported';
  end if;
  create extension if not exists pg_trgm with schema causeway;
  create extension if not exists fuzzystrmatch with schema causeway;
end
$$;

-- Text as it is compared: in lower case, without accents and diacritics, in compatible forms, each ideograph a word.
-- Nothing here depends on a dictionary or a locale that could change under an index.
create function causeway.fold(value text) returns text
language sql immutable parallel safe as $$
  select case
    when octet_length(value) = length(value) then lower(value)
    else regexp_replace(
      regexp_replace(
        replace(replace(replace(
          translate(lower(normalize(value, nfkd)), 'łøđıħŧςةى', 'lodihtσهي'),
          'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
        -- Marks of Latin and Greek, Hebrew, Arabic.
        E'[\\u0300-\\u036f\\u0591-\\u05c7\\u0640\\u064b-\\u065f\\u0670]', '', 'g'),
      -- Chinese and Japanese stand without spaces, and an index of words and trigrams finds none in them.
      E'([\\u3040-\\u30ff\\u3400-\\u9fff])', E' \\1', 'g')
  end
$$;

-- Patterns for like, over folded text: anything that contains the part, and anything in which a word begins with it.
create function causeway.like_part(part text) returns text
language sql immutable parallel safe as $$
  select '%' || replace(replace(replace(causeway.fold(part), chr(92), chr(92) || chr(92)), '%', chr(92) || '%'), '_', chr(92) || '_') || '%'
$$;

create function causeway.like_word(part text) returns text
language sql immutable parallel safe as $$
  select '% ' || ltrim(substr(causeway.like_part(part), 2))
$$;

-- And what begins with it, as search_text does: with a space.
create function causeway.like_start(part text) returns text
language sql immutable parallel safe as $$
  select ' ' || substr(causeway.like_part(part), 2)
$$;

-- The wrapper finds the extension wherever it is.
do $$
begin
  execute format(
    'create function causeway.edits(word text, other text, most integer) returns integer language sql immutable parallel safe as
     ''select %I.levenshtein_less_equal(word, other, most)''',
    (select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'fuzzystrmatch'));
end
$$;

-- The words of each mirror, learned after its runs. One that no record has any more does no harm: it finds nothing.
create table causeway.search_word (
  connection_id integer not null references causeway.connection on delete cascade,
  word text collate "C" not null,
  primary key (connection_id, word)
);

-- Up to when the words of a model are learned.
alter table causeway.sync_stream add column words_until timestamptz;

alter table causeway.task add column search_text text generated always as (
  causeway.fold(' ' || entity_name || chr(10) || ' ' || task_type || ' ' || coalesce(note, ''))
) stored;

create index task_by_start on causeway.task (left(search_text, 100) text_pattern_ops);

do $$
begin
  execute format(
    'create index task_by_text on causeway.task using gin (search_text %I.gin_trgm_ops)',
    (select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm'));
end
$$;
