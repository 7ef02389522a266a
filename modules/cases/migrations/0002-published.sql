-- What other rooms may read of cases in their own questions.
create view cases.published_references with (security_invoker = true) as select account_id, brand_id, id, reference, subject from cases.cases;
grant select on cases.published_references to balie_app;
create view cases.published_places with (security_invoker = true) as select account_id, brand_id, case_id, conversation_id, since from cases.case_conversations;
create view cases.published_sights with (security_invoker = true) as select account_id, brand_id, id, reference, team_id, owner_id from cases.cases;
grant select on cases.published_places, cases.published_sights to balie_app;
