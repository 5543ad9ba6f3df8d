-- Who may come in, by which sign-in, and the keys that keep what they entrust to us.

create schema if not exists causeway;
comment on schema causeway is 'Causeway''s own state: connections, users, jobs, the change feed.';

create table causeway.app_user (
  id uuid primary key,
  username text not null check (char_length(username) between 1 and 200),
  email text check (char_length(email) <= 254),
  full_name text not null check (char_length(full_name) between 1 and 200),
  role text not null default 'member' check (role in ('member', 'manager', 'admin')),
  is_active boolean not null default true,
  approval_status text not null default 'pending' check (approval_status in ('pending', 'approved', 'rejected')),
  auth_provider text not null check (auth_provider in ('local', 'odoo', 'microsoft')),
  password_hash text,
  must_change_password boolean not null default false,
  -- Microsoft knows a person by tenant and object; an email proves nothing.
  ms_tenant_id text,
  ms_id text,
  connection_id integer,
  odoo_user_id bigint,
  odoo_login text,
  -- What Odoo said at the last sign-in, so that only a change there changes the role here.
  odoo_admin boolean not null default false,
  odoo_employee_id bigint,
  odoo_salesperson_name text,
  odoo_department_id bigint,
  odoo_team_id bigint,
  manager_odoo_id bigint,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  last_login timestamptz,
  constraint app_user_password check ((auth_provider = 'local') = (password_hash is not null)),
  constraint app_user_odoo check ((connection_id is null) = (odoo_user_id is null)),
  constraint app_user_odoo_proved check (auth_provider <> 'odoo' or odoo_user_id is not null),
  constraint app_user_microsoft check ((ms_tenant_id is null) = (ms_id is null))
);

create unique index app_user_username on causeway.app_user (lower(username));
create unique index app_user_email on causeway.app_user (lower(email));
create unique index app_user_odoo_user on causeway.app_user (connection_id, odoo_user_id) where odoo_user_id is not null;
create unique index app_user_ms on causeway.app_user (ms_tenant_id, ms_id) where ms_id is not null;

-- One sign-in: a browser's, known by its cookie, or a family of tokens. All that it gave out ends with it.
create table causeway.session (
  id uuid primary key,
  user_id uuid not null references causeway.app_user on delete cascade,
  cookie_hash bytea unique,
  address text not null,
  user_agent text,
  started_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  end_reason text check (end_reason in ('signed_out', 'signed_out_everywhere', 'token_reused', 'password_changed', 'disabled')),
  constraint session_end check ((ended_at is null) = (end_reason is null))
);

create index session_of_user on causeway.session (user_id, address);
create index session_expiry on causeway.session (expires_at);

create table causeway.refresh_token (
  token_hash bytea primary key,
  session_id uuid not null references causeway.session on delete cascade,
  issued_at timestamptz not null,
  used_at timestamptz
);

create index refresh_token_of_session on causeway.refresh_token (session_id);

-- Names are hashed, because people type passwords into the wrong field.
create table causeway.sign_in_failure (
  id bigint generated always as identity primary key,
  account_hash bytea not null,
  address text not null,
  failed_at timestamptz not null
);

create index sign_in_failure_by_account on causeway.sign_in_failure (account_hash, failed_at);
create index sign_in_failure_by_address on causeway.sign_in_failure (address, failed_at);
create index sign_in_failure_by_time on causeway.sign_in_failure (failed_at);

-- Keys that sign tokens where JWT_SECRET is not set; each wrapped by the master key.
create table causeway.signing_key (
  id integer generated always as identity primary key,
  wrapped_key bytea not null,
  created_at timestamptz not null,
  retired_at timestamptz
);

-- One key signs at a time, however many processes start at once.
create unique index signing_key_current on causeway.signing_key ((true)) where retired_at is null;

-- The platform's data-protection key ring; each key wrapped by the master key.
create table causeway.data_protection_key (
  id integer generated always as identity primary key,
  friendly_name text not null,
  xml text not null,
  created_at timestamptz not null default now()
);
