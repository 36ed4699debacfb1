-- An ambassador's dashboard tells the objections heard in their académies by what they were merged into.
grant select on kept_objection to outreach_ambassador;
