-- What other modules may join. Views look with the rights of whoever asks, so the walls hold behind them as well.
create view accounts.published_people with (security_invoker) as select account_id, id, name, email, role, language, signature, status from accounts.people;
create view accounts.published_brands with (security_invoker) as select account_id, id, name, reference_prefix, language, time_zone, signature from accounts.brands;
create view accounts.published_teams with (security_invoker) as select account_id, brand_id, id, name, retired_at from accounts.teams;
grant select on accounts.published_people, accounts.published_brands, accounts.published_teams to balie_app;
