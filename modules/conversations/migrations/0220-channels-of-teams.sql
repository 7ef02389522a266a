-- Which team answers an address first is part of what an address is.
create or replace view conversations.published_channels with (security_invoker = true) as select account_id, brand_id, id, kind, address, name, team_id, retired_at from conversations.channels;
