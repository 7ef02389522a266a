-- What belongs to a conversation or message belongs to its brand through it. A key of its own to the brand was checked for every row
-- of every mail, and each check shared a lock on the same row of the brand with everybody else's; the index behind it was written and
-- never read.
alter table conversations.participants drop constraint participants_account_id_brand_id_fkey;
alter table conversations.messages drop constraint messages_account_id_brand_id_fkey;
alter table conversations.mail_ids drop constraint mail_ids_account_id_brand_id_fkey;
alter table conversations.deliveries drop constraint deliveries_account_id_brand_id_fkey;
alter table conversations.attachments drop constraint attachments_account_id_brand_id_fkey;
alter table conversations.words drop constraint words_account_id_brand_id_fkey;
drop index conversations.participants_of_a_brand, conversations.messages_of_a_brand, conversations.deliveries_of_a_brand, conversations.attachments_of_a_brand, conversations.words_of_a_brand;
