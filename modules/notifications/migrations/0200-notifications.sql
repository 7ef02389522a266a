-- What somebody is told of what happened: made from the log, kept for thirty days.
create schema notifications;
grant usage on schema notifications to balie_app, balie_across;

create table notifications.notifications (
  account_id uuid not null, brand_id uuid not null, id uuid not null, person_id uuid not null,
  kind text not null check (kind in ('mention', 'assigned', 'answered', 'woken', 'undelivered', 'unassigned', 'webhook')),
  case_id uuid, subject_id uuid not null, by_person uuid,
  -- Several of one kind and case in a short time are one: the first message is where to read on, the last one is what is shown.
  message_id uuid, last_message_id uuid, count int not null default 1,
  at timestamptz not null, read_at timestamptz, reading_id uuid,
  primary key (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id),
  foreign key (account_id, person_id) references accounts.people (account_id, id),
  foreign key (account_id, by_person) references accounts.people (account_id, id),
  foreign key (account_id, case_id) references cases.cases (account_id, id)
);
create index notifications_of_a_person on notifications.notifications (account_id, person_id, at desc, id desc);
create index notifications_unread on notifications.notifications (account_id, person_id, case_id) where read_at is null;
create index notifications_of_a_reading on notifications.notifications (account_id, reading_id) where reading_id is not null;
create index notifications_of_a_brand on notifications.notifications (account_id, brand_id);
create index notifications_of_a_case on notifications.notifications (account_id, case_id);
create index notifications_by on notifications.notifications (account_id, by_person);
create index notifications_by_age on notifications.notifications (at);
call platform.wall('notifications.notifications', 'select, insert, update, delete');
call platform.gate('notifications.notifications', 'select, delete');

-- Which event was told to whom: once.
create table notifications.told (
  account_id uuid not null, person_id uuid not null, seq bigint not null, notification_id uuid not null,
  primary key (account_id, person_id, seq),
  foreign key (account_id, notification_id) references notifications.notifications (account_id, id) on delete cascade,
  foreign key (account_id, person_id) references accounts.people (account_id, id)
);
create index told_by_notification on notifications.told (account_id, notification_id);
create index told_by_event on notifications.told (account_id, seq);
call platform.wall('notifications.told', 'select, insert, delete');

-- What somebody wants to hear of, and how loudly. Nobody has a row who never changed anything.
create table notifications.settings (
  account_id uuid not null, person_id uuid not null,
  wishes jsonb not null, contents text not null check (contents in ('full', 'discreet')), volume real not null, quiet jsonb, paused_until timestamptz,
  primary key (account_id, person_id),
  foreign key (account_id, person_id) references accounts.people (account_id, id)
);
call platform.wall('notifications.settings');
