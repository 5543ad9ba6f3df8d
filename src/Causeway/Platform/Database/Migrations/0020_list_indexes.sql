-- What each list of ours is filtered by, in the order in which it is sorted.
drop index causeway.audit_by_time, causeway.audit_by_actor, causeway.audit_by_action;
create index audit_by_time on causeway.audit (at, entry);
create index audit_by_action on causeway.audit (action, at, entry);
create index audit_by_outcome on causeway.audit (outcome, at, entry);
create index audit_by_actor on causeway.audit (actor_id, at, entry);
create index audit_by_name on causeway.audit (lower(actor), at, entry);
create index audit_by_address on causeway.audit (address, at, entry);
create index audit_by_target_type on causeway.audit (target_type, at, entry);

create index app_user_by_role on causeway.app_user (role, lower(username));
create index app_user_by_approval on causeway.app_user (approval_status, lower(username));

-- Who follows a model that seldom changes does not read what became of the others.
create index change_of_model on causeway.change (connection_id, model, version);
