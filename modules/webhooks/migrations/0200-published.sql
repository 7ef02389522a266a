-- What other rooms may say of a webhook: what it is called. Looks with the rights of whoever asks.
create view webhooks.published_webhooks with (security_invoker = true) as select account_id, brand_id, id, name, detail from webhooks.webhooks;
grant select on webhooks.published_webhooks to balie_app;
