-- Whose letters need a second pair of eyes in a brand: those of a role, or of single people.
create table cases.second_eyes (
  account_id uuid not null, brand_id uuid not null, id uuid not null, role text, person_id uuid,
  primary key (account_id, id),
  check (num_nonnulls(role, person_id) = 1),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id),
  foreign key (account_id, person_id) references accounts.people (account_id, id)
);
create unique index second_eyes_once on cases.second_eyes (account_id, brand_id, role, person_id) nulls not distinct;
create index second_eyes_of_a_person on cases.second_eyes (account_id, person_id);
call platform.wall('cases.second_eyes', 'select, insert, delete');

-- Each change of a draft is a version, so that two who write in one are told of each other.
alter table cases.drafts add column version int not null default 1;

-- A draft that somebody is asked to look over. It stays its author's row; whom it is shown to stands here.
create table cases.reviews (
  account_id uuid not null, brand_id uuid not null, id uuid not null, case_id uuid not null, author_id uuid not null, kind text not null check (kind in ('reply', 'forward')),
  asked_person uuid, asked_team uuid,
  state text not null default 'asked' check (state in ('asked', 'returned', 'approved', 'sent', 'ended')),
  -- What a forward passes on, and whether with its files.
  forward_of uuid, with_files boolean not null default true,
  -- Who decided, and about which version: one that was changed since is looked at again.
  decided_by uuid, approved_version int, message_id uuid,
  at timestamptz not null default now(), settled_at timestamptz,
  primary key (account_id, id),
  check (num_nonnulls(asked_person, asked_team) = 1),
  foreign key (account_id, case_id) references cases.cases (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id),
  foreign key (account_id, author_id) references accounts.people (account_id, id),
  foreign key (account_id, asked_person) references accounts.people (account_id, id),
  foreign key (account_id, asked_team) references accounts.teams (account_id, id),
  foreign key (account_id, decided_by) references accounts.people (account_id, id)
);
create unique index one_review_of_a_draft on cases.reviews (account_id, case_id, author_id, kind) where settled_at is null;
create index reviews_of_a_case on cases.reviews (account_id, case_id);
create index reviews_of_a_brand on cases.reviews (account_id, brand_id);
create index reviews_of_an_author on cases.reviews (account_id, author_id);
create index reviews_asked_of on cases.reviews (account_id, asked_person);
create index reviews_asked_of_a_team on cases.reviews (account_id, asked_team);
create index reviews_decided_by on cases.reviews (account_id, decided_by);
call platform.wall('cases.reviews');

-- What author and reviewer say to each other about it.
create table cases.review_remarks (
  account_id uuid not null, brand_id uuid not null, id uuid not null, review_id uuid not null, person_id uuid not null, text text not null, at timestamptz not null default now(),
  primary key (account_id, id),
  foreign key (account_id, review_id) references cases.reviews (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id),
  foreign key (account_id, person_id) references accounts.people (account_id, id)
);
create index remarks_of_a_review on cases.review_remarks (account_id, review_id, at);
create index remarks_of_a_brand on cases.review_remarks (account_id, brand_id);
create index remarks_of_a_person on cases.review_remarks (account_id, person_id);
call platform.wall('cases.review_remarks', 'select, insert');
