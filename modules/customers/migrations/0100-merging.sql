-- As with cases: a customer who was merged stays as they are and points to where the chain of merges ends. The links say how it came about.
alter table customers.customers add column merged_into uuid;
alter table customers.customers add constraint customers_merged_into_fkey foreign key (account_id, merged_into) references customers.customers (account_id, id);
create index customers_merged_into on customers.customers (account_id, merged_into) where merged_into is not null;

-- Under which name somebody is known now, and as whom.
create or replace view customers.published_names with (security_invoker = true) as
  select c.account_id, c.brand_id, c.id, coalesce(r.name, c.name) as name, coalesce(r.language, c.language) as language, coalesce(c.merged_into, c.id) as known_as
    from customers.customers c left join customers.customers r on r.account_id = c.account_id and r.id = c.merged_into;

-- Everybody whom a person is: themselves, and those who were merged with them. For others' questions about what belongs to one.
create function customers.published_selves(customer uuid) returns setof uuid language sql stable parallel safe as $$
  with root as (select coalesce(c.merged_into, c.id) as id from customers.customers c where c.account_id = (select platform.account()) and c.id = customer)
  select id from root
  union select c.id from customers.customers c join root on c.merged_into = root.id where c.account_id = (select platform.account())
$$;
grant execute on function customers.published_selves to balie_app;
