-- One deed for many cases: worked off in batches, so that it can be followed, left alone, and taken back as one.
create table cases.bulk_actions (
  account_id uuid not null, id uuid not null, by_person uuid not null, action jsonb not null,
  state text not null default 'working' check (state in ('working', 'done', 'undoing', 'undone')),
  total int not null, at timestamptz not null default now(), settled_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, by_person) references accounts.people (account_id, id)
);
create index bulk_actions_of_a_person on cases.bulk_actions (account_id, by_person);
call platform.wall('cases.bulk_actions');

-- What became of each case: how it stood before, and its version afterwards, by which is known whether anything has happened to it since.
create table cases.bulk_items (
  account_id uuid not null, bulk_id uuid not null, case_id uuid not null, position int not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'refused', 'undone', 'kept')),
  code text, why text, before jsonb, version_after int,
  primary key (account_id, bulk_id, case_id),
  foreign key (account_id, bulk_id) references cases.bulk_actions (account_id, id),
  foreign key (account_id, case_id) references cases.cases (account_id, id)
);
create index bulk_items_of_a_case on cases.bulk_items (account_id, case_id);
create index bulk_items_in_order on cases.bulk_items (account_id, bulk_id, state, position);
call platform.wall('cases.bulk_items');
