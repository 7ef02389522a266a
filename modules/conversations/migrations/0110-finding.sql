-- Row-level security lets no index answer whether a text matches: PostgreSQL would have to trust the operator with rows of others. So
-- that search uses its indexes all the same, a role that nobody can step into owns the few functions that look; each asks for account
-- and brands itself, and tells ids and ranks, never words. What is shown of what they found passes the walls again.
do $$ begin
  if not exists (select from pg_roles where rolname = 'balie_search') then create role balie_search nologin noinherit; end if;
  execute format('grant balie_search to %I with inherit false, set true', current_user);
end $$;
grant usage on schema platform, conversations to balie_search;
create policy search on conversations.words for select to balie_search using (true);
grant select on conversations.words to balie_search;

-- How often a word occurs decides how it is looked for; the statistics know the few thousand words that are common.
alter table conversations.words alter column words set statistics 300;

-- A reader searches in words, not in languages: the same words, read by each language's rules, any of which may hold. The last one may
-- still be on its way (`beginning`): what begins so is meant as well.
create function conversations.published_query(words text, beginning text) returns tsquery language sql stable parallel safe return (
  with languages (config) as (values ('simple'::regconfig), ('danish'), ('german'), ('english'), ('estonian'), ('dutch')),
  -- As text: to PostgreSQL a word and its beginning are the same query.
  variants (query) as (
    select websearch_to_tsquery(config, words || ' ' || coalesce(beginning, ''))::text from languages
    union select (websearch_to_tsquery(config, words) && (quote_literal(beginning) || ':*')::tsquery)::text from languages where beginning is not null)
  select coalesce(string_agg('(' || query || ')', ' | ')::tsquery, ''::tsquery) from variants where query <> '');

-- How many messages such a query finds, and of how many, as the statistics have it: asked of the planner, nothing is read.
create function conversations.published_frequency(wanted tsquery) returns table (found float8, total float8) language plpgsql volatile security definer set search_path = pg_catalog rows 1 as $$
declare plan json;
begin
  execute format('explain (format json) select from conversations.words where words @@ %L::tsquery', wanted) into plan;
  return query select (plan -> 0 -> 'Plan' ->> 'Plan Rows')::float8, (select greatest(c.reltuples, 0)::float8 from pg_class c where c.oid = 'conversations.words'::regclass);
end $$;

-- The newest messages in which it is found, each with its rank. All that are found are gathered first: walking the newest messages
-- until enough were found would read everything when the word is rare.
create function conversations.published_found(wanted tsquery, brands uuid[], most int) returns table (message_id uuid, conversation_id uuid, rank real)
  language sql stable security definer set search_path = pg_catalog rows 200 as $$
  with hits as materialized (
    select w.message_id, w.conversation_id, w.ctid as place from conversations.words w
     where w.words @@ wanted and w.account_id = (select platform.account()) and w.brand_id = any (brands) and ((select platform.sees_all_brands()) or w.brand_id = any ((select platform.brands())::uuid[]))),
  newest as (select * from hits order by hits.message_id desc limit most)
  -- By where the row lies: within one statement it does not move, and looking it up by its key again would cost more than ranking it.
  select n.message_id, n.conversation_id, ts_rank(w.words, wanted) from newest n join conversations.words w on w.ctid = n.place
$$;
revoke execute on function conversations.published_frequency, conversations.published_found from public;
grant execute on function conversations.published_frequency, conversations.published_found, conversations.published_query to balie_app;
grant create on schema conversations to balie_search;
alter function conversations.published_frequency owner to balie_search;
alter function conversations.published_found owner to balie_search;
revoke create on schema conversations from balie_search;

create view conversations.published_files with (security_invoker = true) as select account_id, brand_id, message_id from conversations.attachments where message_id is not null and not inline;
create view conversations.published_recipients with (security_invoker = true) as
  select d.account_id, d.brand_id, d.message_id, r.address from conversations.deliveries d cross join lateral unnest(d.recipients) as r (address) where d.direction = 'out' and d.state <> 'cancelled';
create view conversations.published_conversations with (security_invoker = true) as select account_id, brand_id, id, channel_id from conversations.conversations;
grant select on conversations.published_conversations, conversations.published_files, conversations.published_recipients to balie_app;
