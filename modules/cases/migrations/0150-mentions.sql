-- Who was named in which note. Only whoever could see the case then; whether they may still is asked when it is shown.
create table cases.mentions (
  account_id uuid not null, brand_id uuid not null, case_id uuid not null, message_id uuid not null, person_id uuid not null, at timestamptz not null default now(),
  primary key (account_id, message_id, person_id),
  foreign key (account_id, case_id) references cases.cases (account_id, id),
  foreign key (account_id, person_id) references accounts.people (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create index mentions_of_a_person on cases.mentions (account_id, person_id, at desc);
create index mentions_of_a_case on cases.mentions (account_id, case_id);
create index mentions_of_a_brand on cases.mentions (account_id, brand_id);
call platform.wall('cases.mentions', 'select, insert');
