-- A case that was merged stays as it is and points to where its chain of merges ends, so that whoever looks needs one step. Which merge
-- led there, and how the other case stood before, is kept in the links; undoing one ends its link and points anew.
alter table cases.cases add column merged_into uuid;
alter table cases.cases add constraint cases_merged_into_fkey foreign key (account_id, merged_into) references cases.cases (account_id, id);
create index cases_merged_into on cases.cases (account_id, merged_into) where merged_into is not null;
alter table cases.links add column target_before jsonb;
create unique index merged_once on cases.links (account_id, from_case) where kind = 'merged-into' and ended_at is null;
alter table cases.links drop constraint links_kind_check;
alter table cases.links add constraint links_kind_check check (kind in ('follow-up-of', 'merged-into', 'maybe-related', 'split-from', 'related'));

-- A conversation that was split off belongs to its new case; that it once belonged to the other stays written.
alter table cases.case_conversations add column ended_at timestamptz;
create or replace view cases.published_places with (security_invoker = true) as
  select x.account_id, x.brand_id, coalesce(c.merged_into, x.case_id) as case_id, x.conversation_id, x.since
    from cases.case_conversations x join cases.cases c on c.account_id = x.account_id and c.id = x.case_id where x.ended_at is null;

-- What sleeps: its own view, and what is to wake next.
create index cases_snoozed on cases.cases (account_id, last_message_at desc, id desc) where snoozed_until is not null;
create index cases_to_wake on cases.cases (account_id, snoozed_until) where snoozed_until is not null;
