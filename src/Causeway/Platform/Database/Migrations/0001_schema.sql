-- Ours and Odoo's stand apart: causeway has keys and checks, odoo (the mirror) has no foreign keys between models.
create schema odoo;
comment on schema odoo is 'The mirror: one table per Odoo model, holding only what Odoo has confirmed.';
comment on schema causeway is 'Causeway''s own state: connections, users, jobs, the change feed.';
