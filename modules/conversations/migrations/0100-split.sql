-- Where the beginning of a conversation was split off from: answers that bear the address of the one, but answer what went into the other, follow it.
alter table conversations.conversations add column split_from uuid;
alter table conversations.conversations add constraint conversations_split_from_fkey foreign key (account_id, split_from) references conversations.conversations (account_id, id);
create index conversations_split_from on conversations.conversations (account_id, split_from) where split_from is not null;
