-- What other modules may join. Views look with the rights of whoever asks, so the walls hold behind them as well.
create view accounts.published_people with (security_invoker) as select account_id, id, name, email, role, language, signature, status from accounts.people;
create view accounts.published_brands with (security_invoker) as select account_id, id, name, reference_prefix, language, time_zone, signature from accounts.brands;
create view accounts.published_teams with (security_invoker) as select account_id, brand_id, id, name, retired_at from accounts.teams;
grant select on accounts.published_people, accounts.published_brands, accounts.published_teams to balie_app;

-- The next reference of a brand (K-1042), inside the statement that opens the case. Whoever asks holds the brand's row until
-- the commit: references have no gaps, and cases of one brand are opened one after the other.
create function accounts.published_next_reference(account uuid, brand uuid) returns text language sql volatile as $$
  update accounts.brands set next_reference = next_reference + 1 where account_id = account and id = brand returning reference_prefix || '-' || (next_reference - 1)
$$;
revoke execute on function accounts.published_next_reference from public;
grant execute on function accounts.published_next_reference to balie_app;
