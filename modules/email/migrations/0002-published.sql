-- For those who watch over the installation: how much mail waits, of whomever.
create view email.published_waiting with (security_invoker = true) as select received_at from email.ledger where state = 'waiting';
grant select on email.published_waiting to balie_across;
