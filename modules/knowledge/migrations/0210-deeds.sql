-- A text may say what becomes of the case as well: [{kind, …}], done with the answer or at once.
alter table knowledge.texts add column deeds jsonb not null default '[]';
