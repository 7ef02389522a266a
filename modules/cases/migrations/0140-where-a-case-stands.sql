-- Where a case stands in the lists: merged, or asleep, or by its status. As a column, as 0110 does it with what lists are sorted by, so that
-- what sleeps and what was merged (which stays as it was, mostly open, for ever) is not read through on the way to a page of open work.
alter table cases.cases add column standing text not null generated always as (case when merged_into is not null then 'merged' when snoozed_until is not null then 'snoozed' else status end) stored;

drop index cases.cases_of_a_brand, cases.cases_of_an_owner, cases.cases_of_a_team, cases.cases_unassigned, cases.cases_waiting_longest, cases.cases_most_urgent, cases.cases_snoozed;
create index cases_of_a_brand on cases.cases (account_id, brand_id, standing, last_message_at desc, id desc);
create index cases_of_an_owner on cases.cases (account_id, owner_id, standing, last_message_at desc, id desc) where owner_id is not null;
create index cases_of_a_team on cases.cases (account_id, team_id, standing, last_message_at desc, id desc) where team_id is not null;
create index cases_unassigned on cases.cases (account_id, brand_id, last_message_at desc, id desc) where owner_id is null and standing = 'open';
create index cases_waiting_longest on cases.cases (account_id, brand_id, waits_from, id) where standing = 'open';
create index cases_most_urgent on cases.cases (account_id, brand_id, rank desc, last_message_at desc, id desc) where standing = 'open';

-- An account is brought in from an archive row by row (app/archive): one that points to a later one is looked at when all are there.
alter table cases.cases alter constraint cases_merged_into_fkey deferrable;
