-- What is written once and used in many answers.
create schema knowledge;
grant usage on schema knowledge to balie_app, balie_across;

-- Somebody's own (`owner_id`), or shared: with who works for a brand, or with everybody.
create table knowledge.texts (
  account_id uuid not null, brand_id uuid, id uuid not null, owner_id uuid,
  name text not null, shortcut text not null,
  -- The same in several languages: [{language, text, html}], the first for where none fits.
  variants jsonb not null,
  version int not null default 1,
  changed_by uuid, changed_at timestamptz not null default now(), retired_at timestamptz,
  primary key (account_id, id),
  check (owner_id is null or brand_id is null),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id),
  foreign key (account_id, owner_id) references accounts.people (account_id, id),
  foreign key (account_id, changed_by) references accounts.people (account_id, id)
);
create index texts_of_a_brand on knowledge.texts (account_id, brand_id);
create index texts_of_an_owner on knowledge.texts (account_id, owner_id);
create index texts_by on knowledge.texts (account_id, changed_by);
call platform.wall('knowledge.texts');
