-- An identity belongs to its brand through its customer.
alter table customers.identities drop constraint identities_account_id_brand_id_fkey;
