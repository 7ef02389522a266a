-- Live chat: a widget on a brand's site is a channel; who writes there is a visitor; what they say is a talk, which is a conversation.
create schema chat;
grant usage on schema chat to balie_app, balie_across;

-- One widget. `site_key` stands in the page of the site and is no secret; what the widget looks like and asks is in `settings` (contract.ts, WidgetSettings).
create table chat.widgets (
  account_id uuid not null, brand_id uuid not null, id uuid not null,
  site_key text not null, settings jsonb not null, version int not null default 1,
  created_at timestamptz not null default now(), retired_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, id) references conversations.channels (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create unique index widget_of_a_site on chat.widgets (site_key);
create index widgets_of_a_brand on chat.widgets (account_id, brand_id);
call platform.wall('chat.widgets');
-- A visitor only says which site they are on; whose it is must be looked up.
call platform.gate('chat.widgets', 'select');

-- With these the site's server signs who a visitor is. Sealed with the key of the installation; an old one is taken until it is retired.
create table chat.signing_keys (
  account_id uuid not null, brand_id uuid not null, id uuid not null, widget_id uuid not null,
  secret text not null, created_at timestamptz not null default now(), retired_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, widget_id) references chat.widgets (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create index signing_keys_of_a_widget on chat.signing_keys (account_id, widget_id);
create index signing_keys_of_a_brand on chat.signing_keys (account_id, brand_id);
call platform.wall('chat.signing_keys');

-- A browser that was here. What it says of itself (name, address, fields) is claimed; only `external_id` was signed for by the site.
create table chat.visitors (
  account_id uuid not null, brand_id uuid not null, id uuid not null, widget_id uuid not null,
  -- SHA-256 of its secret. After a change the one before is taken until it expires: another tab may not know yet.
  secret_hash bytea not null, secret_since timestamptz not null default now(), secret_before_hash bytea, secret_before_until timestamptz,
  customer_id uuid, external_id text, identified_at timestamptz,
  claimed_name text not null default '', claimed_email text not null default '', fields jsonb not null default '{}', consented_at timestamptz,
  language text, time_zone text, browser text not null default '', page_url text not null default '', page_title text not null default '', referrer text not null default '', attributes jsonb not null default '{}',
  -- Where they were before, the last five; a visit begins after half an hour away.
  pages jsonb not null default '[]', visit_at timestamptz not null default now(),
  address_hash bytea, visits int not null default 1, first_seen_at timestamptz not null default now(), last_seen_at timestamptz not null default now(), online_until timestamptz, blocked_at timestamptz, blocked_by uuid,
  primary key (account_id, id),
  foreign key (account_id, widget_id) references chat.widgets (account_id, id),
  foreign key (account_id, customer_id) references customers.customers (account_id, id),
  foreign key (account_id, blocked_by) references accounts.people (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create index visitors_of_a_widget on chat.visitors (account_id, widget_id);
create index visitors_of_a_customer on chat.visitors (account_id, customer_id) where customer_id is not null;
create index visitors_blocked_by on chat.visitors (account_id, blocked_by) where blocked_by is not null;
create index visitors_online on chat.visitors (account_id, brand_id, online_until) where online_until is not null;
create index visitors_known_as on chat.visitors (account_id, widget_id, external_id) where external_id is not null;
create index visitors_by_address on chat.visitors (account_id, widget_id, address_hash) where blocked_at is not null;
call platform.wall('chat.visitors');

-- A talk: its id is that of its conversation. `last_n` numbers its lines: their order is this, on both sides.
create table chat.talks (
  account_id uuid not null, brand_id uuid not null, id uuid not null, widget_id uuid not null, visitor_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'active', 'ended')),
  department text not null default '', last_n int not null default 0, visitor_read_n int not null default 0, visitor_got_n int not null default 0, agent_read_n int not null default 0, mailed_n int not null default 0,
  mail_conversation_id uuid, started_at timestamptz not null default now(), answered_at timestamptz, ended_at timestamptz, ended_by text check (ended_by in ('visitor', 'agent', 'time')),
  rating smallint check (rating between 1 and 5), rating_words text not null default '', rated_at timestamptz, wrap_up jsonb,
  primary key (account_id, id),
  foreign key (account_id, id) references conversations.conversations (account_id, id),
  foreign key (account_id, widget_id) references chat.widgets (account_id, id),
  foreign key (account_id, visitor_id) references chat.visitors (account_id, id),
  foreign key (account_id, mail_conversation_id) references conversations.conversations (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create index talks_of_a_visitor on chat.talks (account_id, visitor_id, started_at desc);
create index talks_of_a_widget on chat.talks (account_id, widget_id);
create index talks_of_a_brand on chat.talks (account_id, brand_id);
create index talks_going_on on chat.talks (account_id, brand_id, started_at) where state <> 'ended';
create index talks_by_mail on chat.talks (account_id, mail_conversation_id) where mail_conversation_id is not null;
call platform.wall('chat.talks');

-- A line of a talk: which message, and the id that its writer's window gave it, by which the same line is not kept twice. What the house
-- itself says (somebody joined, it ended) is a word of the catalogue and no message; `name` then says who.
create table chat.lines (
  account_id uuid not null, brand_id uuid not null, talk_id uuid not null, n int not null,
  message_id uuid, client_id uuid not null, said_by text not null check (said_by in ('visitor', 'agent', 'system')), word text, name text not null default '', card jsonb, at timestamptz not null default now(),
  primary key (account_id, talk_id, n),
  check ((message_id is null) = (said_by = 'system') and (word is null) = (said_by <> 'system')),
  foreign key (account_id, talk_id) references chat.talks (account_id, id),
  foreign key (account_id, message_id) references conversations.messages (account_id, id)
);
create unique index line_once on chat.lines (account_id, talk_id, client_id);
create index lines_of_a_message on chat.lines (account_id, message_id);
call platform.wall('chat.lines');

-- Whether somebody takes chats at this moment, and how many at once.
create table chat.agents (
  account_id uuid not null, person_id uuid not null, available boolean not null default false, capacity smallint not null default 4 check (capacity between 1 and 50), changed_at timestamptz not null default now(), seen_at timestamptz not null default now(),
  primary key (account_id, person_id),
  foreign key (account_id, person_id) references accounts.people (account_id, id)
);
call platform.wall('chat.agents');

-- A visitor's file until a line takes it: then it is an attachment of that message, under the same id.
create table chat.uploads (
  account_id uuid not null, brand_id uuid not null, id uuid not null, visitor_id uuid not null,
  name text not null, content_type text not null, declared_type text not null default '', size bigint not null, safe_inline boolean not null default false, blob_hash bytea not null,
  created_at timestamptz not null default now(), taken_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, visitor_id) references chat.visitors (account_id, id),
  foreign key (account_id, blob_hash) references platform.blobs (account_id, hash),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create index uploads_of_a_visitor on chat.uploads (account_id, visitor_id, created_at);
create index uploads_blob on chat.uploads (account_id, blob_hash);
create index uploads_of_a_brand on chat.uploads (account_id, brand_id);
call platform.wall('chat.uploads');
