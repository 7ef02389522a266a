-- The ground: who is asking (scope), the wall around every tenant table, the log of events, followers, blobs, outbox.

create schema platform;
grant usage on schema platform to balie_app, balie_across;

-- Whose transaction this is. Nothing set: nobody's, and every wall stays shut.
create function platform.account() returns uuid language sql stable parallel safe
  return nullif(current_setting('balie.account', true), '')::uuid;
create function platform.sees_all_brands() returns boolean language sql stable parallel safe
  return coalesce(current_setting('balie.brands', true), '') = '*';
create function platform.brands() returns uuid[] language sql stable parallel safe
  return case when coalesce(current_setting('balie.brands', true), '') in ('', '*') then '{}'::uuid[] else current_setting('balie.brands')::uuid[] end;

-- Puts a table behind the wall: row-level security, forced on the owner too, by account and (where it has one) by brand.
-- The sub-selects make PostgreSQL evaluate the scope once a query rather than once a row.
create procedure platform.wall(target regclass, rights text default 'select, insert, update') language plpgsql as $$
declare
  by_brand boolean := exists (select from pg_attribute where attrelid = target and attname = 'brand_id' and not attisdropped);
  rule text := 'account_id = (select platform.account())';
begin
  if by_brand then
    rule := rule || ' and (brand_id is null or (select platform.sees_all_brands()) or brand_id = any ((select platform.brands())::uuid[]))';
  end if;
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy tenant on %s to balie_app using (%s) with check (%s)', target, rule, rule);
  execute format('grant %s on %s to balie_app', rights, target);
end $$;

-- A narrow gate in the wall for work that must look before it knows whose matter it is.
create procedure platform.gate(target regclass, rights text) language plpgsql as $$
begin
  execute format('create policy across on %s to balie_across using (true) with check (true)', target);
  execute format('grant %s on %s to balie_across', rights, target);
end $$;

-- Everything that happened. Append-only: no role that the application uses may update or delete.
create table platform.events (
  account_id uuid not null,
  brand_id uuid,
  seq bigint generated always as identity,
  tx xid8 not null default pg_current_xact_id(),
  at timestamptz not null default now(),
  actor_kind text not null,
  actor_id uuid,
  verb text not null,
  subject_id uuid not null,
  case_id uuid,
  team_id uuid,
  owner_id uuid,
  data jsonb not null,
  cause text,
  primary key (account_id, seq)
);
-- Followers read in the order (tx, seq) and only up to the oldest running transaction: then nothing can appear behind them.
create index events_in_order on platform.events (tx, seq);
create index events_of_a_case on platform.events (account_id, case_id, seq) where case_id is not null;
create index events_of_a_subject on platform.events (account_id, subject_id, seq);
call platform.wall('platform.events', 'select, insert');
call platform.gate('platform.events', 'select');

-- How far each follower of the log has read.
create table platform.cursors (
  name text primary key,
  tx xid8 not null default '0',
  seq bigint not null default 0,
  moved_at timestamptz not null default now()
);
alter table platform.cursors enable row level security;
alter table platform.cursors force row level security;
create policy followers on platform.cursors to balie_across using (true) with check (true);
grant select, insert, update on platform.cursors to balie_across;

-- An event that a reaction could not take, set aside so that the others go on. Shown, and tried again on request.
create table platform.reaction_failures (
  account_id uuid not null,
  id uuid not null,
  follower text not null,
  seq bigint not null,
  words text not null,
  at timestamptz not null default now(),
  settled_at timestamptz,
  primary key (account_id, id)
);
call platform.wall('platform.reaction_failures');
call platform.gate('platform.reaction_failures', 'select, insert');

-- Bytes, named by their content. Small ones live here, so that they commit with the rows that name them; large ones in the
-- folder or object store that `platform/blobs.ts` writes to, before the row is committed.
create table platform.blobs (
  account_id uuid not null,
  hash bytea not null check (length(hash) = 32),
  size bigint not null,
  bytes bytea,
  stored_at timestamptz not null default now(),
  primary key (account_id, hash)
);
-- Mail compresses badly in its encodings, and compressing costs more CPU than filing the rest of the mail.
alter table platform.blobs alter column bytes set storage external;
call platform.wall('platform.blobs', 'select, insert, update, delete');

-- Effects on the outside world, written with the change that causes them, done afterwards, retried, visible.
create table platform.outbox (
  account_id uuid not null,
  brand_id uuid,
  id uuid not null,
  kind text not null,
  subject_id uuid not null,
  payload jsonb not null default '{}',
  state text not null default 'queued' check (state in ('queued', 'working', 'retrying', 'done', 'failed', 'doubtful', 'cancelled')),
  due_at timestamptz not null default now(),
  attempts int not null default 0,
  claimed_at timestamptz,
  settled_at timestamptz,
  detail text,
  created_at timestamptz not null default now(),
  primary key (account_id, id)
);
create index outbox_open on platform.outbox (due_at) where state in ('queued', 'working', 'retrying');
create index outbox_of_a_subject on platform.outbox (account_id, subject_id);
call platform.wall('platform.outbox');
call platform.gate('platform.outbox', 'select, update');

-- Jobs live in graphile_worker's own schema, which the application may not touch. It may ask for one, inside its own
-- transaction, so that a job exists exactly when the change that needs it does.
create function platform.add_job(task text, payload json, due_at timestamptz, job_key text, attempts int) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform graphile_worker.add_job(task, payload, run_at => due_at, job_key => job_key, max_attempts => attempts);
end $$;
revoke execute on function platform.add_job from public;
grant execute on function platform.add_job to balie_app, balie_across;
