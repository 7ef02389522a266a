create schema accounts;
grant usage on schema accounts to balie_app, balie_across;

create table accounts.accounts (
  account_id uuid primary key,
  name text not null,
  created_at timestamptz not null default now()
);
call platform.wall('accounts.accounts');
-- Set-up asks whether there is an account at all, and makes the first.
call platform.gate('accounts.accounts', 'select, insert');

create table accounts.brands (
  account_id uuid not null references accounts.accounts,
  id uuid not null,
  name text not null,
  reference_prefix text not null check (reference_prefix ~ '^[A-Z]{1,4}$'),
  next_reference bigint not null default 1001,
  language text not null,
  time_zone text not null,
  signature text not null default '',
  created_at timestamptz not null default now(),
  primary key (account_id, id),
  unique (account_id, reference_prefix)
);
-- A brand is its own wall: its id plays the part that brand_id plays elsewhere.
call platform.wall('accounts.brands');

create table accounts.teams (
  account_id uuid not null,
  brand_id uuid not null,
  id uuid not null,
  name text not null,
  retired_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create index teams_of_a_brand on accounts.teams (account_id, brand_id);
call platform.wall('accounts.teams');

create table accounts.people (
  account_id uuid not null references accounts.accounts,
  id uuid not null,
  login_id text unique,
  name text not null,
  email text not null,
  role text not null check (role in ('agent', 'specialist', 'supervisor', 'manager', 'admin', 'auditor', 'client-viewer')),
  language text not null default 'en',
  signature text not null default '',
  status text not null default 'active' check (status in ('active', 'suspended')),
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (account_id, id)
);
create unique index people_email on accounts.people (account_id, lower(email));
call platform.wall('accounts.people');
-- Sign-in knows a login before it knows the account.
call platform.gate('accounts.people', 'select, update');

create table accounts.grants (
  account_id uuid not null,
  person_id uuid not null,
  brand_id uuid not null,
  visibility text not null check (visibility in ('own', 'team', 'all')),
  primary key (account_id, person_id, brand_id),
  foreign key (account_id, person_id) references accounts.people (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create index grants_of_a_brand on accounts.grants (account_id, brand_id);
call platform.wall('accounts.grants', 'select, insert, update, delete');
call platform.gate('accounts.grants', 'select');

create table accounts.memberships (
  account_id uuid not null,
  person_id uuid not null,
  team_id uuid not null,
  primary key (account_id, person_id, team_id),
  foreign key (account_id, person_id) references accounts.people (account_id, id),
  foreign key (account_id, team_id) references accounts.teams (account_id, id)
);
create index memberships_of_a_team on accounts.memberships (account_id, team_id);
call platform.wall('accounts.memberships', 'select, insert, update, delete');
call platform.gate('accounts.memberships', 'select');

create table accounts.invitations (
  account_id uuid not null references accounts.accounts,
  id uuid not null,
  email text not null,
  name text not null,
  role text not null,
  grants jsonb not null default '[]',
  team_ids uuid[] not null default '{}',
  token_hash bytea not null unique,
  invited_by uuid not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  withdrawn_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (account_id, id),
  foreign key (account_id, invited_by) references accounts.people (account_id, id)
);
create index invitations_by on accounts.invitations (account_id, invited_by);
call platform.wall('accounts.invitations');
call platform.gate('accounts.invitations', 'select, update');

create table accounts.api_tokens (
  account_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  name text not null,
  scopes text[] not null,
  token_hash bytea not null unique,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (account_id, id),
  foreign key (account_id, person_id) references accounts.people (account_id, id)
);
create index tokens_of_a_person on accounts.api_tokens (account_id, person_id);
call platform.wall('accounts.api_tokens');
call platform.gate('accounts.api_tokens', 'select, update');
