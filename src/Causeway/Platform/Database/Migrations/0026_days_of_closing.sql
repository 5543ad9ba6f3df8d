-- Opportunities are filtered by the day on which they were closed: the indexes of their lists carry it, so that what it leaves
-- out costs no look at a row. The catalogue makes its own again when the server starts.
drop index if exists
  odoo.crm_lead_by_id, odoo.crm_lead_by_stage_id_priority, odoo.crm_lead_by_name, odoo.crm_lead_by_expected_revenue, odoo.crm_lead_by_probability,
  odoo.crm_lead_by_priority, odoo.crm_lead_by_date_deadline, odoo.crm_lead_by_create_date, odoo.crm_lead_by_write_date;
