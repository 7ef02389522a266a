-- How a case stood when it was closed, who closed it, and the version that this made: for the minutes in which whoever closed it may take
-- that back. Afterwards it says what was; closed is closed.
alter table cases.cases add column before_closing jsonb;
