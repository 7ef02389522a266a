-- Every list is read from an index that holds it in its order: of a brand, of a team, of an owner, each by status. A reader's list is merged
-- from the ranges that they may see (queries/list.ts), so that a page costs what it shows, however many cases others have.
-- What a list is sorted by is a column: under row-level security PostgreSQL takes no expression into an index that it does not trust.
alter table cases.cases
  add column waits_from timestamptz not null generated always as (coalesce(waiting_since, timestamptz '2200-01-01 00:00:00+00')) stored,
  add column rank smallint not null generated always as (case priority when 'urgent' then 3 when 'high' then 2 when 'normal' then 1 else 0 end) stored;

drop index cases.cases_open, cases.cases_open_of_a_brand, cases.cases_by_status, cases.cases_of_an_owner, cases.cases_unassigned, cases.cases_of_a_team;
create index cases_of_a_brand on cases.cases (account_id, brand_id, status, last_message_at desc, id desc);
create index cases_of_an_owner on cases.cases (account_id, owner_id, status, last_message_at desc, id desc) where owner_id is not null;
create index cases_of_a_team on cases.cases (account_id, team_id, status, last_message_at desc, id desc) where team_id is not null;
create index cases_unassigned on cases.cases (account_id, brand_id, last_message_at desc, id desc) where owner_id is null and status = 'open';
create index cases_waiting_longest on cases.cases (account_id, brand_id, waits_from, id) where status = 'open';
create index cases_most_urgent on cases.cases (account_id, brand_id, rank desc, last_message_at desc, id desc) where status = 'open';
