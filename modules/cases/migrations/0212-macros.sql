-- Which text's deeds go with an answer that is being written.
alter table cases.drafts add column macro_id uuid;

-- What a text did to a case: how it stood before, and the version that this made, so that it is taken back as one while nothing has happened since.
create table cases.macro_runs (
  account_id uuid not null, brand_id uuid not null, id uuid not null, case_id uuid not null, text_id uuid not null, by_person uuid not null,
  before jsonb not null, deeds jsonb not null, version_after int not null,
  -- The answer that it went with: taken back together.
  delivery_id uuid, at timestamptz not null default now(), undone_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, case_id) references cases.cases (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id),
  foreign key (account_id, text_id) references knowledge.texts (account_id, id),
  foreign key (account_id, by_person) references accounts.people (account_id, id)
);
create index macro_runs_of_a_case on cases.macro_runs (account_id, case_id);
create index macro_runs_of_a_brand on cases.macro_runs (account_id, brand_id);
create index macro_runs_of_a_text on cases.macro_runs (account_id, text_id);
create index macro_runs_by on cases.macro_runs (account_id, by_person);
create index macro_runs_of_a_delivery on cases.macro_runs (account_id, delivery_id) where delivery_id is not null;
call platform.wall('cases.macro_runs');
