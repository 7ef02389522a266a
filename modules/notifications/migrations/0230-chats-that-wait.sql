-- A chat that waits is told to who may take it.
alter table notifications.notifications drop constraint notifications_kind_check;
alter table notifications.notifications add constraint notifications_kind_check check (kind in ('mention', 'assigned', 'answered', 'chat', 'woken', 'undelivered', 'unassigned', 'webhook'));
