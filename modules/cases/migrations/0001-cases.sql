create schema cases;
grant usage on schema cases to balie_app, balie_across;

create table cases.cases (
  account_id uuid not null, brand_id uuid not null, id uuid not null,
  reference text not null, subject text not null,
  kind text not null default 'question' check (kind in ('question', 'order', 'return', 'billing', 'complaint', 'technical', 'recall', 'other')),
  status text not null default 'open' check (status in ('open', 'waiting-customer', 'waiting-third-party', 'solved', 'closed')),
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  owner_id uuid, team_id uuid, customer_id uuid not null,
  preview text not null default '', last_message_id uuid, last_message_at timestamptz not null default now(), waiting_since timestamptz,
  opened_at timestamptz not null default now(), solved_at timestamptz, closed_at timestamptz, snoozed_until timestamptz,
  tags text[] not null default '{}', marks text[] not null default '{}', version int not null default 1,
  primary key (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id),
  foreign key (account_id, owner_id) references accounts.people (account_id, id),
  foreign key (account_id, team_id) references accounts.teams (account_id, id),
  foreign key (account_id, customer_id) references customers.customers (account_id, id)
);
create unique index case_reference on cases.cases (account_id, brand_id, reference);
create index cases_open on cases.cases (account_id, last_message_at desc, id desc) where status = 'open';
create index cases_open_of_a_brand on cases.cases (account_id, brand_id, last_message_at desc, id desc) where status = 'open';
create index cases_by_status on cases.cases (account_id, status, last_message_at desc, id desc);
create index cases_of_an_owner on cases.cases (account_id, owner_id, last_message_at desc, id desc);
create index cases_unassigned on cases.cases (account_id, last_message_at desc, id desc) where owner_id is null and status = 'open';
create index cases_of_a_team on cases.cases (account_id, team_id, last_message_at desc, id desc);
create index cases_of_a_customer on cases.cases (account_id, customer_id, last_message_at desc);
call platform.wall('cases.cases');

create table cases.case_conversations (
  account_id uuid not null, brand_id uuid not null, case_id uuid not null, conversation_id uuid not null, since timestamptz not null default now(),
  primary key (account_id, case_id, conversation_id),
  foreign key (account_id, case_id) references cases.cases (account_id, id),
  foreign key (account_id, conversation_id) references conversations.conversations (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create index cases_of_a_conversation on cases.case_conversations (account_id, conversation_id, since desc);
create index case_conversations_of_a_brand on cases.case_conversations (account_id, brand_id);
call platform.wall('cases.case_conversations');

-- Follow-ups, merges and relations between cases, each with its reason; a merge is undone by ending its link.
create table cases.links (
  account_id uuid not null, brand_id uuid not null, id uuid not null,
  from_case uuid not null, to_case uuid not null, kind text not null check (kind in ('follow-up-of', 'merged-into', 'maybe-related')),
  reason text not null default '', by_person uuid, at timestamptz not null default now(), ended_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, from_case) references cases.cases (account_id, id),
  foreign key (account_id, to_case) references cases.cases (account_id, id),
  foreign key (account_id, by_person) references accounts.people (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create index links_from on cases.links (account_id, from_case);
create index links_to on cases.links (account_id, to_case);
create index links_by on cases.links (account_id, by_person);
create index links_of_a_brand on cases.links (account_id, brand_id);
call platform.wall('cases.links');

create table cases.followers (
  account_id uuid not null, brand_id uuid not null, case_id uuid not null, person_id uuid not null,
  primary key (account_id, case_id, person_id),
  foreign key (account_id, case_id) references cases.cases (account_id, id),
  foreign key (account_id, person_id) references accounts.people (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create index followed_by on cases.followers (account_id, person_id);
create index followers_of_a_brand on cases.followers (account_id, brand_id);
call platform.wall('cases.followers', 'select, insert, delete');

create table cases.readings (
  account_id uuid not null, brand_id uuid not null, case_id uuid not null, person_id uuid not null, read_at timestamptz not null default now(),
  primary key (account_id, person_id, case_id),
  foreign key (account_id, case_id) references cases.cases (account_id, id),
  foreign key (account_id, person_id) references accounts.people (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create index readings_of_a_case on cases.readings (account_id, case_id);
create index readings_of_a_brand on cases.readings (account_id, brand_id);
call platform.wall('cases.readings', 'select, insert, update, delete');

-- What somebody has begun to write: one per person and kind, so that a note never becomes a reply.
create table cases.drafts (
  account_id uuid not null, brand_id uuid not null, case_id uuid not null, person_id uuid not null, kind text not null check (kind in ('reply', 'note', 'forward')),
  text text not null, recipients jsonb not null default '{}', subject text not null default '', attachment_ids uuid[] not null default '{}', saved_at timestamptz not null default now(),
  primary key (account_id, case_id, person_id, kind),
  foreign key (account_id, case_id) references cases.cases (account_id, id),
  foreign key (account_id, person_id) references accounts.people (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create index drafts_of_a_person on cases.drafts (account_id, person_id);
create index drafts_of_a_brand on cases.drafts (account_id, brand_id);
call platform.wall('cases.drafts', 'select, insert, update, delete');

-- How many cases stand where: folded from the log by a follower, so that no write waits for a counter and no list is counted.
create table cases.standing (
  account_id uuid not null, brand_id uuid not null, case_id uuid not null, status text not null, owner_id uuid, team_id uuid,
  primary key (account_id, case_id)
);
call platform.wall('cases.standing', 'select, insert, update, delete');
create table cases.counts (
  account_id uuid not null, brand_id uuid not null, team_id uuid, owner_id uuid, status text not null, n int not null,
  unique nulls not distinct (account_id, brand_id, team_id, owner_id, status)
);
call platform.wall('cases.counts', 'select, insert, update, delete');
