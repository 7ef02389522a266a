-- The server of a brand's own site may sign who somebody is (live chat): then their handle there is theirs.
alter table customers.identities drop constraint identities_verified_how_check;
alter table customers.identities add constraint identities_verified_how_check check (verified_how in ('claimed', 'authenticated-mail', 'one-time-link', 'by-agent', 'imported', 'signed-by-site'));
