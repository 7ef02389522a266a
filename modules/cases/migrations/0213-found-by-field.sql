-- As conversations/0110-finding.sql says: no index answers under row-level security whether a value is in a document. Cases are found by the
-- value of a field by a role that nobody can step into, and only ids are told; who may see them is asked of what was found.
do $$ begin
  if not exists (select from pg_roles where rolname = 'balie_search') then create role balie_search nologin noinherit; end if;
  execute format('grant balie_search to %I with inherit false, set true', current_user);
end $$;
grant usage on schema platform, cases to balie_search;
create policy search on cases.cases for select to balie_search using (true);
grant select on cases.cases to balie_search;

-- Cases in which one of these values stands ({field: value} each), `most` of each at the most: whoever gets so many knows that it is common.
create function cases.published_found(candidates jsonb[], brands uuid[], most int) returns table (case_id uuid)
  language sql stable security definer set search_path = pg_catalog rows 200 as $$
  select found.id from unnest(candidates) as wanted (value) cross join lateral (
    select c.id from cases.cases c
     where c.fields @> wanted.value and c.fields <> '{}' and c.account_id = (select platform.account()) and c.brand_id = any (brands) and ((select platform.sees_all_brands()) or c.brand_id = any ((select platform.brands())::uuid[]))
     limit most) found
$$;
revoke execute on function cases.published_found from public;
grant execute on function cases.published_found to balie_app;
grant create on schema cases to balie_search;
alter function cases.published_found owner to balie_search;
revoke create on schema cases from balie_search;
