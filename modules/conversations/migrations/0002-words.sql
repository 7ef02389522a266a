-- The words of messages, for search: folded from the log by a follower, because to_tsvector costs more than filing the mail does.
-- Only what a message newly says is indexed, in its own language; quoted history is found where it was first said.
create table conversations.words (
  account_id uuid not null, brand_id uuid not null, message_id uuid not null, conversation_id uuid not null, words tsvector not null,
  primary key (account_id, message_id),
  foreign key (account_id, message_id) references conversations.messages (account_id, id),
  foreign key (account_id, conversation_id) references conversations.conversations (account_id, id),
  foreign key (account_id, brand_id) references accounts.brands (account_id, id)
);
create index words_of_a_conversation on conversations.words (account_id, conversation_id);
create index words_of_a_brand on conversations.words (account_id, brand_id);
create index words_inside on conversations.words using gin (words) with (fastupdate = on);
call platform.wall('conversations.words');

create function conversations.dictionary_of(language text) returns regconfig language sql immutable parallel safe return
  case language when 'da' then 'danish' when 'de' then 'german' when 'en' then 'english' when 'et' then 'estonian' when 'nl' then 'dutch' else 'simple' end::regconfig;
-- A reader searches in words, not in languages: the same words, read by each language's rules.
create function conversations.queries_of(words text) returns tsquery[] language sql stable parallel safe return
  array[websearch_to_tsquery('simple', words), websearch_to_tsquery('danish', words), websearch_to_tsquery('german', words), websearch_to_tsquery('english', words), websearch_to_tsquery('estonian', words), websearch_to_tsquery('dutch', words)];
grant execute on function conversations.dictionary_of, conversations.queries_of to balie_app;

create view conversations.published_words with (security_invoker = true) as select account_id, brand_id, message_id, conversation_id, words from conversations.words;
create view conversations.published_messages with (security_invoker = true) as
  select account_id, brand_id, id, conversation_id, kind, at, subject, author_name, left(text, 300) as beginning from conversations.messages;
grant select on conversations.published_words, conversations.published_messages to balie_app;

-- Without a Message-ID the content and date decide whether a mail is the same; two workers may see it at once.
create unique index message_once_without_id on conversations.messages (account_id, brand_id, content_hash) where rfc_message_id is null and content_hash is not null;

create view conversations.published_channels with (security_invoker = true) as select account_id, brand_id, id, kind, address, name from conversations.channels;
grant select on conversations.published_channels to balie_app;

-- How much a machine has written lately: the budget that stops two machines from answering each other for ever.
create index messages_by_machines on conversations.messages (account_id, brand_id, author_address, at) where automatic;
