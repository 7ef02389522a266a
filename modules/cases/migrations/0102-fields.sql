-- What a brand wants to know of its cases besides what every case has. A field that is no longer wanted is retired: what was written in it stays.
create table cases.fields (
  account_id uuid not null, brand_id uuid not null, id uuid not null,
  name text not null, kind text not null check (kind in ('text', 'number', 'date', 'choice', 'yes-no')),
  -- Of a choice: [{key, label, retired}]. Cases keep the key, so that a label may change.
  choices jsonb not null default '[]', position int not null default 0, created_at timestamptz not null default now(), retired_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create index fields_of_a_brand on cases.fields (account_id, brand_id, position);
create unique index field_named_once on cases.fields (account_id, brand_id, lower(name)) where retired_at is null;
call platform.wall('cases.fields');

-- {field id: value}. Asked for by `fields @> '{"…": …}'`.
alter table cases.cases add column fields jsonb not null default '{}';
create index cases_by_fields on cases.cases using gin (fields jsonb_path_ops) where fields <> '{}';
