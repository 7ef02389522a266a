-- As 0110 has it; but how many there are is counted, and no further than the bound: under row-level security the planner's statistics say
-- nothing about parts of words. What is part of more names, or of more addresses (the domain of a big provider), is nothing that anybody
-- looks for there. 0110 counted on the estimate, and "unde" went through everybody at "kunde.example".
grant create on schema customers to balie_search;
set local role balie_search;
create or replace function customers.published_found(part text, brands uuid[], most int) returns table (customer_id uuid) language plpgsql volatile security definer set search_path = pg_catalog, public rows 50 as $$
declare
  -- One or two letters are looked for where a name begins; more of them anywhere.
  pattern text := case when length(part) < 3 then part || '%' else '%' || part || '%' end;
  by_name uuid[];
  by_address uuid[];
begin
  by_name := array(select c.id from customers.customers c where c.name ilike pattern and c.account_id = (select platform.account()) and c.brand_id = any (brands) and ((select platform.sees_all_brands()) or c.brand_id = any ((select platform.brands())::uuid[])) limit most + 1);
  by_address := array(select i.customer_id from customers.identities i where i.value ilike pattern and i.retired_at is null and i.account_id = (select platform.account()) and i.brand_id = any (brands) and ((select platform.sees_all_brands()) or i.brand_id = any ((select platform.brands())::uuid[])) limit most + 1);
  return query
    select unnest(by_name) where cardinality(by_name) <= most union select unnest(by_address) where cardinality(by_address) <= most
    -- Told apart from nobody.
    union select null where greatest(cardinality(by_name), cardinality(by_address)) > most;
end $$;
reset role;
revoke create on schema customers from balie_search;
