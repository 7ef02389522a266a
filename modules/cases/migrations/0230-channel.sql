-- By which channel a case began: its sign in the lists, and what `channel:` in a search means. As a column: lists are not to look it up for every row.
alter table cases.cases add column channel text not null default 'email';
-- Most cases come by mail; the others are found among them without reading through those.
create index cases_of_other_channels on cases.cases (account_id, brand_id, channel, standing, last_message_at desc, id desc) where channel <> 'email';
