-- When a message was written down, not when its transaction began: filing takes a case's lock first, and whoever held it before has
-- the earlier moment. Otherwise a mail that was filed slowly would stand before an answer that did not know it.
alter table conversations.messages alter column at set default clock_timestamp();
