-- What was answered to a change that came with an Idempotency-Key, for a day: asked again, because the answer was lost on its way,
-- it is told once more and done only once. The row is written in the transaction of the change itself; the answer follows it.
create table platform.answers (
  account_id uuid not null,
  person_id uuid not null,
  key text not null,
  -- The request, hashed: the same key with another request is a mistake of whoever asks.
  asked bytea not null,
  status int,
  content_type text,
  -- Sealed: some answers hold a secret that is shown once.
  sealed text,
  at timestamptz not null default now(),
  primary key (account_id, person_id, key)
);
create index answers_by_age on platform.answers (at);
call platform.wall('platform.answers', 'select, insert, update, delete');
call platform.gate('platform.answers', 'select, delete');
