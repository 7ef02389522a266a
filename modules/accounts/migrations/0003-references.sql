-- References (K-1042) come from a sequence per brand: a counter in the brand's row would be held by every mail that opens a case
-- until its commit, so that all mail of a brand would be filed one after the other. The price is a gap when something is rolled back.
create schema brand_references;
create function accounts.give_brand_its_sequence() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  execute format('create sequence brand_references.%I start with %s', new.id::text, new.next_reference);
  return new;
end $$;
revoke execute on function accounts.give_brand_its_sequence from public;
create trigger brand_gets_its_sequence after insert on accounts.brands for each row execute function accounts.give_brand_its_sequence();

-- Numbers alone say nothing; whose they are is looked up below.
create function accounts.take_reference(brand uuid) returns bigint language plpgsql security definer set search_path = pg_catalog as $$
begin
  return nextval(format('brand_references.%I', brand::text));
end $$;
revoke execute on function accounts.take_reference from public;
grant execute on function accounts.take_reference to balie_app;

-- The next reference of a brand (K-1042). The look at the brand has the rights of whoever asks: only of brands that they may touch.
create function accounts.published_next_reference(account uuid, brand uuid) returns text language sql volatile as $$
  select reference_prefix || '-' || accounts.take_reference(id) from accounts.brands where account_id = account and id = brand
$$;
revoke execute on function accounts.published_next_reference from public;
grant execute on function accounts.published_next_reference to balie_app;

-- Brands that were there before.
do $$ declare b record; begin
  for b in select id, next_reference from accounts.brands loop
    execute format('create sequence brand_references.%I start with %s', b.id::text, b.next_reference);
  end loop;
end $$;
