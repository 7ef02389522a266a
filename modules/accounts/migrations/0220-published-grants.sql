-- Who works for which brand, for those who must know whether anybody is there for it.
create view accounts.published_grants with (security_invoker) as select account_id, person_id, brand_id from accounts.grants;
grant select on accounts.published_grants to balie_app;
