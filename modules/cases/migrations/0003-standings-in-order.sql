-- Which event a standing was told by. Two transactions that change one case hold its row one after the other, so that their events are
-- numbered in that order; the log is read by transaction, and a long one (a mail being filed) may come first there and be later.
alter table cases.standing add column seq bigint not null default 0;
