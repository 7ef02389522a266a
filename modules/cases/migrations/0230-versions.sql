-- A change of a view or a field can be held to what its author saw: each change counts.
alter table cases.saved_views add column version int not null default 1;
alter table cases.fields add column version int not null default 1;
