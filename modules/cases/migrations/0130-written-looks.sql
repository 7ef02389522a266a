-- What is being written may have looks: bold, lists, links, pictures. Null where it is text and nothing else.
alter table cases.drafts add column html text;
