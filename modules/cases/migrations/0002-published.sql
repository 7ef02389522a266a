-- What other rooms may read of cases in their own questions.
create view cases.published_references with (security_invoker = true) as select account_id, brand_id, id, reference, subject from cases.cases;
grant select on cases.published_references to balie_app;
