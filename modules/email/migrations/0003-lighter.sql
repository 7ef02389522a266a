-- A mail in the ledger belongs to its brand through its mailbox.
alter table email.ledger drop constraint ledger_account_id_brand_id_fkey;
drop index email.ledger_of_a_brand;
