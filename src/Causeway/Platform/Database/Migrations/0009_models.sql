-- Models and fields that an administrator mirrors beyond the default ones, and what is known of the instance's own fields.

-- [{"model": "sale.order", "fields": null, "open_to_members": false}, ...]; null for none.
alter table causeway.connection add column models jsonb;

-- The fields that go to custom, as the instance last described them: [{"name", "type", "relation"}, ...].
create table causeway.custom_fields (
  connection_id integer not null references causeway.connection on delete cascade,
  model text not null,
  fields jsonb not null,
  primary key (connection_id, model)
);

-- Up to when the rows of a model were looked through for references to models that are not mirrored.
alter table causeway.sync_stream add column names_at timestamptz;
