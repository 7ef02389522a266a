-- Programs of others that are told what happens, and each telling.
create schema webhooks;
grant usage on schema webhooks to balie_app, balie_across;

create table webhooks.webhooks (
  account_id uuid not null, brand_id uuid not null, id uuid not null,
  name text not null, url text not null, patterns text[] not null,
  -- Sealed with the key of the installation. After a change the old one signs along for a day.
  secret text not null, old_secret text, old_secret_until timestamptz,
  state text not null default 'active' check (state in ('active', 'paused', 'disabled')),
  detail text not null default '', failing_since timestamptz, last_success_at timestamptz,
  -- Who last saved it: it hears what they may hear.
  person_id uuid not null,
  created_at timestamptz not null default now(), retired_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id),
  foreign key (account_id, person_id) references accounts.people (account_id, id)
);
create index webhooks_of_a_brand on webhooks.webhooks (account_id, brand_id);
create index webhooks_of_a_person on webhooks.webhooks (account_id, person_id);
call platform.wall('webhooks.webhooks');

create table webhooks.deliveries (
  account_id uuid not null, brand_id uuid not null, id uuid not null, webhook_id uuid not null,
  -- `webhook-id`: the same in every try and every replay, so that the receiver knows it again.
  message_id text not null, verb text not null, payload text not null,
  why text not null check (why in ('event', 'test', 'replay')),
  state text not null default 'queued' check (state in ('queued', 'retrying', 'sent', 'failed')),
  attempts int not null default 0, status int, answer text not null default '', took_ms int,
  at timestamptz not null default now(), tried_at timestamptz, due_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, webhook_id) references webhooks.webhooks (account_id, id)
);
create index deliveries_of_a_webhook on webhooks.deliveries (account_id, webhook_id, id desc);
create index deliveries_by_age on webhooks.deliveries (at);
call platform.wall('webhooks.deliveries', 'select, insert, update, delete');
call platform.gate('webhooks.deliveries', 'select, delete');
