create schema email;
grant usage on schema email to balie_app, balie_across;

-- How one address receives and sends. Passwords and keys are sealed with the installation's key.
create table email.mailboxes (
  account_id uuid not null, brand_id uuid not null, id uuid not null,
  how text not null check (how in ('imap', 'smtp', 'http')),
  receive jsonb not null default '{}', send jsonb, sealed jsonb not null default '{}',
  state text not null default 'connecting' check (state in ('working', 'connecting', 'failing', 'paused')), detail text not null default '',
  last_mail_at timestamptz, last_checked_at timestamptz, version int not null default 1, retired_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, id) references conversations.channels (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create index mailboxes_of_a_brand on email.mailboxes (account_id, brand_id);
call platform.wall('email.mailboxes');
call platform.gate('email.mailboxes', 'select, update');

-- How far each folder was read. Moved only in the transaction that kept the mails.
create table email.folders (
  account_id uuid not null, brand_id uuid not null, mailbox_id uuid not null, folder text not null,
  uid_validity bigint not null, last_uid bigint not null default 0, moved_at timestamptz not null default now(),
  primary key (account_id, mailbox_id, folder),
  foreign key (account_id, mailbox_id) references email.mailboxes (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create index folders_of_a_brand on email.folders (account_id, brand_id);
call platform.wall('email.folders');

-- The mail ledger: every message seen, in exactly one state. It is also the queue that intake works from: no job per mail.
create table email.ledger (
  account_id uuid not null, brand_id uuid not null, id uuid not null,
  mailbox_id uuid, source text not null check (source in ('imap', 'smtp', 'http', 'import')), source_key text,
  received_at timestamptz not null default now(), size bigint not null, raw_hash bytea not null,
  envelope_from text, envelope_to text[] not null default '{}', remote_address text, helo text, trust jsonb not null default '{}',
  state text not null default 'waiting' check (state in ('waiting', 'filed', 'rejected', 'quarantined', 'failed')), reason text not null default '',
  attempts int not null default 0, try_after timestamptz not null default now(), forced_case uuid,
  from_address text not null default '', subject text not null default '', rfc_message_id text,
  message_id uuid, case_id uuid, decided_at timestamptz, decided_by uuid,
  primary key (account_id, id),
  foreign key (account_id, mailbox_id) references email.mailboxes (account_id, id),
  foreign key (account_id, raw_hash) references platform.blobs (account_id, hash),
  foreign key (account_id, message_id) references conversations.messages (account_id, id),
  foreign key (account_id, case_id) references cases.cases (account_id, id),
  foreign key (account_id, forced_case) references cases.cases (account_id, id),
  foreign key (account_id, decided_by) references accounts.people (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create unique index ledger_seen_once on email.ledger (account_id, mailbox_id, source_key) where source_key is not null;
create index ledger_waiting on email.ledger (try_after) where state = 'waiting';
create index ledger_by_time on email.ledger (account_id, received_at desc, id desc);
create index ledger_of_a_mailbox on email.ledger (account_id, mailbox_id, received_at desc);
create index ledger_raw on email.ledger (account_id, raw_hash);
create index ledger_message on email.ledger (account_id, message_id) where message_id is not null;
create index ledger_case on email.ledger (account_id, case_id) where case_id is not null;
create index ledger_forced on email.ledger (account_id, forced_case) where forced_case is not null;
create index ledger_decided_by on email.ledger (account_id, decided_by) where decided_by is not null;
create index ledger_of_a_brand on email.ledger (account_id, brand_id);
call platform.wall('email.ledger');
call platform.gate('email.ledger', 'select, update');
-- Raw mails are read by intake before it works for one account.
call platform.gate('platform.blobs', 'select');
