-- What is counted of the schools of one département is found school by school, in the index alone, instead of by walking through
-- all posts, and through all exchanges of a year.
drop index post_uai;
create index post_uai on post (uai, ended_on) include (contact_id);
drop index interaction_uai;
create index interaction_uai on interaction (uai, occurred_at desc, id) include (outcome);
