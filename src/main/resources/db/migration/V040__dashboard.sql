-- An ambassador's dashboard tells the objections heard in their académies by what they were merged into.
grant select on kept_objection to outreach_ambassador;

-- What the dashboard counts of a year of exchanges, without reading the exchanges; and the schools that it counts.
create index interaction_activity on interaction (occurred_at) include (academie, uai, outcome, channel, direction);
create index establishment_open on establishment (uai) where state <> 'FERME';
