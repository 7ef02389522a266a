-- Logins belong to the installation, not to an account: a login is known before its account is. The application's own role
-- has no right here at all; only `balie_sign_in` does, which the sign-in library connects as.
create schema sign_in;
do $$ begin
  if not exists (select from pg_roles where rolname = 'balie_sign_in') then create role balie_sign_in nologin noinherit; end if;
end $$;
grant balie_sign_in to balie_app with inherit false, set true;
grant usage on schema sign_in to balie_sign_in;

create table sign_in."user" (
  id text primary key, name text not null, email text not null unique, "emailVerified" boolean not null default false, image text,
  "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now(), "twoFactorEnabled" boolean not null default false
);
create table sign_in.session (
  id text primary key, "expiresAt" timestamptz not null, token text not null unique, "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now(),
  "ipAddress" text, "userAgent" text, "userId" text not null references sign_in."user" on delete cascade
);
create index sessions_of_a_login on sign_in.session ("userId");
create table sign_in.account (
  id text primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references sign_in."user" on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text,
  "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, scope text, password text, "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now()
);
create index accounts_of_a_login on sign_in.account ("userId");
create table sign_in.verification (
  id text primary key, identifier text not null, value text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now()
);
create index verification_identifier on sign_in.verification (identifier);
create table sign_in."twoFactor" (
  id text primary key, secret text not null, "backupCodes" text not null, "userId" text not null references sign_in."user" on delete cascade, verified boolean not null default true,
  "failedVerificationCount" int not null default 0, "lockedUntil" timestamptz
);
create index two_factor_user on sign_in."twoFactor" ("userId");
create index two_factor_secret on sign_in."twoFactor" (secret);
-- Failed and asked-for attempts per address and per source: lockout and flood limits survive a restart and count over all nodes.
create table sign_in.attempts (
  id bigint generated always as identity primary key, kind text not null, subject_hash bytea not null, at timestamptz not null default now()
);
create index attempts_of on sign_in.attempts (kind, subject_hash, at);

do $$ declare t text; begin
  foreach t in array array['"user"', 'session', 'account', 'verification', '"twoFactor"', 'attempts'] loop
    execute format('alter table sign_in.%s enable row level security', t);
    execute format('alter table sign_in.%s force row level security', t);
    execute format('create policy sign_in on sign_in.%s to balie_sign_in using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on sign_in.%s to balie_sign_in', t);
  end loop;
end $$;
