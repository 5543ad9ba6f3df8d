-- Tasks: our own, and not Odoo's. A task may be about a lead or a partner of one connection.

create table causeway.task (
  id uuid primary key,
  date_created timestamptz not null,
  entity_name text not null check (char_length(entity_name) between 1 and 200),
  task_type text not null check (char_length(task_type) between 1 and 100),
  task_time timestamptz not null,
  contact_person_id uuid not null references causeway.app_user,
  note text check (char_length(note) <= 1000),
  status text not null default 'open' check (status in ('open', 'closed')),
  -- Null where the admin key made it, which is nobody.
  created_by uuid references causeway.app_user,
  updated_at timestamptz not null,
  -- Not connection_id: what has that goes with its connection, and a task outlives it.
  odoo_connection integer references causeway.connection on delete set null,
  odoo_model text check (odoo_model in ('crm.lead', 'res.partner')),
  odoo_id bigint check (odoo_id > 0),
  -- As Odoo has it for leads.
  priority text check (priority in ('0', '1', '2', '3')),
  reminder_at timestamptz,
  closed_at timestamptz,
  constraint task_closed check ((status = 'closed') = (closed_at is not null)),
  constraint task_link check ((odoo_model is null) = (odoo_id is null)),
  constraint task_link_connection check (odoo_connection is null or odoo_model is not null)
);
comment on table causeway.task is 'What people of ours have to do, and by when.';

-- One for each field that a list can be sorted by: it serves both directions, and a cursor at any depth.
create index task_by_created on causeway.task (date_created, id);
create index task_by_entity on causeway.task (entity_name, id);
create index task_by_type on causeway.task (task_type, id);
create index task_by_time on causeway.task (task_time, id);
create index task_by_contact_person on causeway.task (contact_person_id, id);
-- A whole note may be too long for an index.
create index task_by_note on causeway.task (left(note, 200), id);
create index task_by_status on causeway.task (status, id);
create index task_by_creator on causeway.task (created_by, id);
create index task_by_updated on causeway.task (updated_at, id);
create index task_by_priority on causeway.task (priority, id);
create index task_by_reminder on causeway.task (reminder_at, id);
create index task_by_closed on causeway.task (closed_at, id);

create index task_overdue on causeway.task (task_time, id) where status = 'open';
create index task_about on causeway.task (odoo_connection, odoo_model, odoo_id) where odoo_id is not null;
