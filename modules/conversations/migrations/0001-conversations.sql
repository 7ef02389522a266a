create schema conversations;
grant usage on schema conversations to balie_app, balie_across;

-- One address where customers reach a brand. What an address can do (voice, text, fax, mail) are its capabilities.
create table conversations.channels (
  account_id uuid not null, brand_id uuid not null, id uuid not null,
  kind text not null check (kind in ('email', 'chat', 'voice', 'sms', 'fax', 'social', 'edi', 'desk')),
  address text not null, name text not null, team_id uuid, created_at timestamptz not null default now(), retired_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id),
  foreign key (account_id, team_id) references accounts.teams (account_id, id)
);
create unique index channel_address on conversations.channels (kind, lower(address)) where retired_at is null;
create index channels_of_a_brand on conversations.channels (account_id, brand_id);
create index channels_of_a_team on conversations.channels (account_id, team_id);
call platform.wall('conversations.channels');
-- An arriving mail names an address; whose it is must be looked up.
call platform.gate('conversations.channels', 'select');

create table conversations.conversations (
  account_id uuid not null, brand_id uuid not null, id uuid not null,
  channel_id uuid not null, customer_id uuid not null, subject text not null, subject_key text not null default '',
  started_at timestamptz not null default now(), last_message_at timestamptz not null default now(),
  primary key (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id),
  foreign key (account_id, channel_id) references conversations.channels (account_id, id),
  foreign key (account_id, customer_id) references customers.customers (account_id, id)
);
create index conversations_of_a_brand on conversations.conversations (account_id, brand_id);
create index conversations_of_a_channel on conversations.conversations (account_id, channel_id);
create index conversations_of_a_customer on conversations.conversations (account_id, customer_id, last_message_at);
call platform.wall('conversations.conversations');

-- Who takes part, and since when we let them. A third party's answers stay with us.
create table conversations.participants (
  account_id uuid not null, brand_id uuid not null, conversation_id uuid not null, address text not null,
  name text not null default '', role text not null check (role in ('customer', 'copied', 'third-party')), since timestamptz not null default now(),
  primary key (account_id, conversation_id, address),
  foreign key (account_id, conversation_id) references conversations.conversations (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create index participants_of_a_brand on conversations.participants (account_id, brand_id);
call platform.wall('conversations.participants', 'select, insert, update, delete');

create table conversations.messages (
  account_id uuid not null, brand_id uuid not null, id uuid not null,
  conversation_id uuid not null,
  kind text not null check (kind in ('in', 'out', 'note', 'forward', 'third-party')),
  at timestamptz not null default now(), sent_at timestamptz,
  author_kind text not null check (author_kind in ('customer', 'person', 'third-party', 'system')),
  author_id uuid, author_name text not null default '', author_address text,
  recipients jsonb not null default '{}', subject text not null default '',
  text text not null default '', hidden text not null default '', html text, has_remote_images boolean not null default false,
  language text, assurance text, assurance_reasons text[] not null default '{}', automatic boolean not null default false, marks text[] not null default '{}',
  rfc_message_id text, content_hash bytea, raw_hash bytea, in_reply_to uuid,
  primary key (account_id, id),
  foreign key (account_id, conversation_id) references conversations.conversations (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create index messages_of_a_conversation on conversations.messages (account_id, conversation_id, at);
create index messages_of_a_brand on conversations.messages (account_id, brand_id);
-- One row per Message-ID, content and brand: the same id with other content is another message (senders reuse ids).
create unique index message_once on conversations.messages (account_id, brand_id, rfc_message_id, content_hash) where rfc_message_id is not null and content_hash is not null;
create index messages_by_hash on conversations.messages (account_id, brand_id, content_hash) where content_hash is not null;
call platform.wall('conversations.messages');

-- Every id that a mail names as its ancestor or bears itself, known to us or not, points to the message that named it.
create table conversations.mail_ids (
  account_id uuid not null, brand_id uuid not null, rfc_message_id text not null, message_id uuid not null, conversation_id uuid not null,
  relation text not null check (relation in ('is', 'answers', 'refers')), bulk boolean not null default false,
  primary key (account_id, brand_id, rfc_message_id, message_id),
  foreign key (account_id, message_id) references conversations.messages (account_id, id),
  foreign key (account_id, conversation_id) references conversations.conversations (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create index mail_ids_of_a_message on conversations.mail_ids (account_id, message_id);
create index mail_ids_of_a_conversation on conversations.mail_ids (account_id, conversation_id);
call platform.wall('conversations.mail_ids', 'select, insert, update, delete');

create table conversations.deliveries (
  account_id uuid not null, brand_id uuid not null, id uuid not null,
  message_id uuid not null, channel_id uuid, direction text not null check (direction in ('in', 'out')),
  state text not null, recipients text[] not null default '{}', at timestamptz not null default now(), due_at timestamptz,
  attempts int not null default 0, detail text, envelope_id text,
  primary key (account_id, id),
  foreign key (account_id, message_id) references conversations.messages (account_id, id),
  foreign key (account_id, channel_id) references conversations.channels (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create index deliveries_of_a_message on conversations.deliveries (account_id, message_id);
create index deliveries_of_a_channel on conversations.deliveries (account_id, channel_id);
create index deliveries_of_a_brand on conversations.deliveries (account_id, brand_id);
create index deliveries_under_way on conversations.deliveries (account_id, brand_id, due_at) where direction = 'out' and state not in ('sent', 'cancelled', 'received');
call platform.wall('conversations.deliveries');

-- Uploaded or received files. Without a message yet: an upload that waits for its draft, and belongs to who uploaded it.
create table conversations.attachments (
  account_id uuid not null, brand_id uuid, id uuid not null,
  message_id uuid, uploaded_by uuid, position int not null default 0,
  name text not null, content_type text not null, declared_type text not null default '', size bigint not null, inline boolean not null default false, safe_inline boolean not null default false,
  content_id text, kind text not null default 'file', blob_hash bytea not null, created_at timestamptz not null default now(),
  primary key (account_id, id),
  foreign key (account_id, message_id) references conversations.messages (account_id, id),
  foreign key (account_id, uploaded_by) references accounts.people (account_id, id),
  foreign key (account_id, blob_hash) references platform.blobs (account_id, hash),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create index attachments_of_a_message on conversations.attachments (account_id, message_id);
create index attachments_by on conversations.attachments (account_id, uploaded_by);
create index attachments_of_a_brand on conversations.attachments (account_id, brand_id);
create index attachments_blob on conversations.attachments (account_id, blob_hash);
call platform.wall('conversations.attachments', 'select, insert, update, delete');
