-- Who manages many asks for all their users with each list of tasks: the index alone answers.
drop index causeway.app_user_odoo_user;
create unique index app_user_odoo_user on causeway.app_user (connection_id, odoo_user_id) include (id) where odoo_user_id is not null;
