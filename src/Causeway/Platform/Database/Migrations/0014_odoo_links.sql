-- Which Odoo user an account is, where its own sign-in does not say so: proved by that user's own secret, or confirmed by an
-- administrator.

alter table causeway.app_user
  -- The mirror says these, and never late.
  drop column odoo_employee_id,
  drop column odoo_salesperson_name,
  drop column odoo_department_id,
  drop column odoo_team_id,
  drop column manager_odoo_id,
  add column odoo_link_proved boolean not null default false;

update causeway.app_user set odoo_link_proved = true where odoo_user_id is not null;

alter table causeway.app_user
  add constraint app_user_odoo_link check (odoo_user_id is not null or not odoo_link_proved);

-- Accounts that look like an Odoo user, which proves nothing: an administrator decides. What was confirmed is a link and no
-- proposal any more; what was refused stays, so that nobody asks again and again.
create table causeway.odoo_proposal (
  id uuid primary key,
  user_id uuid not null references causeway.app_user on delete cascade,
  connection_id integer not null references causeway.connection on delete cascade,
  odoo_user_id bigint not null,
  match_method text not null check (match_method in ('email', 'username')),
  status text not null default 'waiting' check (status in ('waiting', 'refused')),
  proposed_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  unique (user_id, connection_id, odoo_user_id),
  constraint odoo_proposal_decision check ((status = 'waiting') = (decided_at is null))
);

create index odoo_proposal_of_connection on causeway.odoo_proposal (connection_id, status);
