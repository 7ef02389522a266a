-- As in conversations: what belongs to a case belongs to its brand through it.
alter table cases.case_conversations drop constraint case_conversations_account_id_brand_id_fkey;
alter table cases.followers drop constraint followers_account_id_brand_id_fkey;
alter table cases.readings drop constraint readings_account_id_brand_id_fkey;
alter table cases.drafts drop constraint drafts_account_id_brand_id_fkey;
alter table cases.links drop constraint links_account_id_brand_id_fkey;
drop index cases.case_conversations_of_a_brand, cases.followers_of_a_brand, cases.readings_of_a_brand, cases.drafts_of_a_brand, cases.links_of_a_brand;
