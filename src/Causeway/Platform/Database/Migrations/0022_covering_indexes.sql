-- The indexes of lists carry what the visibility rule and the filters look at, so that what they leave out costs no look at a
-- row. Those that must be made anew go here; the catalogue makes its own again when the server starts.
drop index if exists
  odoo.crm_lead_by_user_id, odoo.crm_lead_by_team_id, odoo.crm_lead_by_stage_id_priority, odoo.crm_lead_by_name, odoo.crm_lead_by_expected_revenue,
  odoo.crm_lead_by_probability, odoo.crm_lead_by_priority, odoo.crm_lead_by_date_deadline, odoo.crm_lead_by_date_closed,
  odoo.crm_lead_by_create_date, odoo.crm_lead_by_write_date,
  odoo.account_move_by_payment_state_whole, odoo.account_move_by_invoice_date_due, odoo.account_move_by_invoice_date,
  odoo.account_move_by_name, odoo.account_move_by_amount_total,
  odoo.mail_activity_by_res_model_res_id_whole, odoo.mail_activity_by_date_deadline;

drop index
  causeway.task_by_created, causeway.task_by_entity, causeway.task_by_type, causeway.task_by_time, causeway.task_by_contact_person,
  causeway.task_by_note, causeway.task_by_status, causeway.task_by_creator, causeway.task_by_updated, causeway.task_by_priority,
  causeway.task_by_reminder, causeway.task_by_closed;

-- As in 0017: an index takes no long text, and answers alone only for what is a column in it.
alter table causeway.task add column sort_note text generated always as (left(note, 200)) stored;

create index task_by_id on causeway.task (id) include (status, created_by, contact_person_id, task_time, date_created);
create index task_by_created on causeway.task (date_created, id) include (status, created_by, contact_person_id, task_time);
create index task_by_entity on causeway.task (entity_name, id) include (status, created_by, contact_person_id, task_time, date_created);
create index task_by_type on causeway.task (task_type, id) include (status, created_by, contact_person_id, task_time, date_created);
create index task_by_time on causeway.task (task_time, id) include (status, created_by, contact_person_id, date_created);
create index task_by_contact_person on causeway.task (contact_person_id, id) include (status, created_by, task_time, date_created);
create index task_by_note on causeway.task (sort_note, id) include (status, created_by, contact_person_id, task_time, date_created);
create index task_by_status on causeway.task (status, id) include (created_by, contact_person_id, task_time, date_created);
create index task_by_creator on causeway.task (created_by, id) include (status, contact_person_id, task_time, date_created);
create index task_by_updated on causeway.task (updated_at, id) include (status, created_by, contact_person_id, task_time, date_created);
create index task_by_priority on causeway.task (priority, id) include (status, created_by, contact_person_id, task_time, date_created);
create index task_by_reminder on causeway.task (reminder_at, id) include (status, created_by, contact_person_id, task_time, date_created);
create index task_by_closed on causeway.task (closed_at, id) include (status, created_by, contact_person_id, task_time, date_created);

-- A filter by the record alone, which Odoo's ids make rare enough.
create index task_by_record on causeway.task (odoo_id) where odoo_id is not null;
