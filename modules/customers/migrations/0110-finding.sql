-- As conversations/0110-finding.sql says: a part of a name or an address is looked up by a role that nobody can step into, and only ids are told.
do $$ begin
  if not exists (select from pg_roles where rolname = 'balie_search') then create role balie_search nologin noinherit; end if;
  execute format('grant balie_search to %I with inherit false, set true', current_user);
end $$;
create index identities_by_parts on customers.identities using gin (value gin_trgm_ops) where retired_at is null;
grant usage on schema platform, customers to balie_search;
create policy search on customers.customers for select to balie_search using (true);
create policy search on customers.identities for select to balie_search using (true);
grant select on customers.customers, customers.identities to balie_search;

-- Customers of whom a name or an address contains this (`%` and `_` of the searcher's own are escaped). What is part of very many names
-- is no name that anybody looks for; the planner's statistics know, and then nobody is found, quickly.
create function customers.published_found(part text, brands uuid[], most int) returns table (customer_id uuid) language plpgsql volatile security definer set search_path = pg_catalog, public rows 50 as $$
declare
  plan json;
  -- One or two letters are looked for where a name begins; more of them anywhere.
  pattern text := case when length(part) < 3 then part || '%' else '%' || part || '%' end;
begin
  execute format('explain (format json) select from customers.customers where name ilike %L', pattern) into plan;
  if (plan -> 0 -> 'Plan' ->> 'Plan Rows')::float8 > 20000 then return; end if;
  return query
    select * from (
      select c.id from customers.customers c where c.name ilike pattern and c.account_id = (select platform.account()) and c.brand_id = any (brands) and ((select platform.sees_all_brands()) or c.brand_id = any ((select platform.brands())::uuid[]))
      union
      select i.customer_id from customers.identities i where i.value ilike pattern and i.retired_at is null and i.account_id = (select platform.account()) and i.brand_id = any (brands) and ((select platform.sees_all_brands()) or i.brand_id = any ((select platform.brands())::uuid[]))) each
    limit most;
end $$;
revoke execute on function customers.published_found from public;
grant execute on function customers.published_found to balie_app;
grant create on schema customers to balie_search;
alter function customers.published_found owner to balie_search;
revoke create on schema customers from balie_search;
