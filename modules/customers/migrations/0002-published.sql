-- What other rooms may read of customers in their own questions. The walls of the tables hold: the view runs with the reader's rights.
create view customers.published_names with (security_invoker = true) as select account_id, brand_id, id, name, language from customers.customers;
create view customers.published_identities with (security_invoker = true) as select account_id, brand_id, customer_id, kind, value from customers.identities where retired_at is null;
grant select on customers.published_names, customers.published_identities to balie_app;
create extension if not exists pg_trgm;
create index customers_by_name_parts on customers.customers using gin (name gin_trgm_ops);
