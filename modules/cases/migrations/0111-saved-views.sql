-- A view is a search with a name. Somebody's own (`owner_id`), or shared: with who works for a brand, or with everybody.
create table cases.saved_views (
  account_id uuid not null, brand_id uuid, id uuid not null, owner_id uuid,
  name text not null, icon text not null, query text not null, created_by uuid not null, created_at timestamptz not null default now(),
  primary key (account_id, id),
  check (owner_id is null or brand_id is null),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id),
  foreign key (account_id, owner_id) references accounts.people (account_id, id),
  foreign key (account_id, created_by) references accounts.people (account_id, id)
);
create index saved_views_of_a_brand on cases.saved_views (account_id, brand_id);
create index saved_views_of_an_owner on cases.saved_views (account_id, owner_id);
create index saved_views_by on cases.saved_views (account_id, created_by);
call platform.wall('cases.saved_views', 'select, insert, update, delete');

-- In which order somebody has the views, and which they do not want to see. What is not here comes last, by name.
create table cases.view_places (
  account_id uuid not null, person_id uuid not null, view_id uuid not null, position int not null, hidden boolean not null default false,
  primary key (account_id, person_id, view_id),
  foreign key (account_id, person_id) references accounts.people (account_id, id),
  foreign key (account_id, view_id) references cases.saved_views (account_id, id) on delete cascade
);
create index places_of_a_view on cases.view_places (account_id, view_id);
call platform.wall('cases.view_places', 'select, insert, update, delete');
