create schema customers;
grant usage on schema customers to balie_app, balie_across;

create table customers.companies (
  account_id uuid not null, brand_id uuid not null, id uuid not null,
  name text not null, domains text[] not null default '{}', created_at timestamptz not null default now(),
  primary key (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create index companies_of_a_brand on customers.companies (account_id, brand_id);
call platform.wall('customers.companies');

create table customers.customers (
  account_id uuid not null, brand_id uuid not null, id uuid not null,
  name text not null, language text, time_zone text, note text not null default '', company_id uuid,
  created_at timestamptz not null default now(), retired_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id),
  foreign key (account_id, company_id) references customers.companies (account_id, id)
);
create index customers_of_a_brand on customers.customers (account_id, brand_id, name);
create index customers_of_a_company on customers.customers (account_id, company_id) where company_id is not null;
call platform.wall('customers.customers');

-- One address, number or handle of a customer. Unique per brand: two customers who claim one address is a conflict for a person to settle.
create table customers.identities (
  account_id uuid not null, brand_id uuid not null, id uuid not null,
  customer_id uuid not null,
  kind text not null check (kind in ('email', 'phone', 'handle', 'visitor')),
  value text not null,
  verified_how text not null default 'claimed' check (verified_how in ('claimed', 'authenticated-mail', 'one-time-link', 'by-agent', 'imported')),
  verified_at timestamptz, created_at timestamptz not null default now(), retired_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, customer_id) references customers.customers (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create unique index identity_of_one_customer on customers.identities (account_id, brand_id, kind, value) where retired_at is null;
create index identities_of_a_customer on customers.identities (account_id, customer_id);
call platform.wall('customers.identities');

-- A merge is a link with provenance, and can be undone: nothing is moved.
create table customers.merges (
  account_id uuid not null, brand_id uuid not null, id uuid not null,
  merged_id uuid not null, into_id uuid not null, why text not null, by_person uuid, at timestamptz not null default now(), undone_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, merged_id) references customers.customers (account_id, id),
  foreign key (account_id, into_id) references customers.customers (account_id, id),
  foreign key (account_id, by_person) references accounts.people (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create unique index merged_once on customers.merges (account_id, merged_id) where undone_at is null;
create index merges_into on customers.merges (account_id, into_id);
create index merges_by on customers.merges (account_id, by_person);
create index merges_of_a_brand on customers.merges (account_id, brand_id);
call platform.wall('customers.merges');
