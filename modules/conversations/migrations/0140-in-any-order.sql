-- An account is brought in from an archive row by row (app/archive): one that points to a later one is looked at when all are there.
alter table conversations.conversations alter constraint conversations_split_from_fkey deferrable;
