-- Whoever sees the cases of their teams reads them in every order from an index as well, as 0110 has it for those of a brand.
create index cases_of_a_team_waiting_longest on cases.cases (account_id, team_id, waits_from, id) where team_id is not null and standing = 'open';
create index cases_of_a_team_most_urgent on cases.cases (account_id, team_id, rank desc, last_message_at desc, id desc) where team_id is not null and standing = 'open';
