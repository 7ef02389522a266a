-- The messages that came last, and which of them say it: one stretch of the key read backwards, about a microsecond a message. The last one
-- looked at is told as well (`said` is false then), so that whoever looks further knows where to go on. As in 0110, nobody can step into
-- the role that looks, it asks for account and brands itself, and tells ids, never words.
create function conversations.published_latest(wanted tsquery, brands uuid[], before uuid, look int) returns table (message_id uuid, conversation_id uuid, said boolean, looked int)
  language sql stable security definer set search_path = pg_catalog rows 100 as $$
  select each.message_id, each.conversation_id, each.said, each.n::int from (
    select w.message_id, w.conversation_id, w.words @@ wanted and w.brand_id = any (brands) and ((select platform.sees_all_brands()) or w.brand_id = any ((select platform.brands())::uuid[])) as said,
           row_number() over (order by w.message_id desc) as n
      from conversations.words w where w.account_id = (select platform.account()) and w.message_id < before order by w.message_id desc limit look) each
   where each.said or each.n = look order by each.n
$$;
revoke execute on function conversations.published_latest from public;
grant execute on function conversations.published_latest to balie_app;
grant create on schema conversations to balie_search;
alter function conversations.published_latest owner to balie_search;

-- As 0110 has it, but each row is visited once: it is ranked while it is at hand. A second visit cost more than ranking the few thousand
-- that are not among the newest (only words that are not common are gathered).
set local role balie_search;
create or replace function conversations.published_found(wanted tsquery, brands uuid[], most int) returns table (message_id uuid, conversation_id uuid, rank real)
  language sql stable security definer set search_path = pg_catalog rows 200 as $$
  select hits.message_id, hits.conversation_id, hits.rank from (
    select w.message_id, w.conversation_id, ts_rank(w.words, wanted) as rank from conversations.words w
     where w.words @@ wanted and w.account_id = (select platform.account()) and w.brand_id = any (brands) and ((select platform.sees_all_brands()) or w.brand_id = any ((select platform.brands())::uuid[]))
    offset 0) hits
   order by hits.message_id desc limit most
$$;
reset role;
revoke create on schema conversations from balie_search;
