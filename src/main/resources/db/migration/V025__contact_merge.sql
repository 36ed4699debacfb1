-- A merge moves rows from one person to another, and back: what each row of a person says of their posts, exchanges and so on
-- must follow on both sides.
create trigger post_updated_from after update on post referencing old table as changed
	for each statement execute function contact_keeps_pace();
create trigger opposition_updated_from after update on opposition referencing old table as changed
	for each statement execute function contact_keeps_pace();
create trigger seat_updated_from after update on seat referencing old table as changed
	for each statement execute function contact_keeps_pace();
create trigger attitude_note_updated_from after update on attitude_note referencing old table as changed
	for each statement execute function contact_keeps_pace();
create trigger interaction_updated_from after update on interaction referencing old table as changed
	for each statement execute function contact_hears();

-- Two records of one person may have been asked to introduce each other; nobody asks it anew, which the program sees to.
alter table introduction drop constraint introduction_check3;

-- The address of a record that was merged leads to the one kept, for whoever sees that one.
create policy ambassador_follows on contact_merge for select to outreach_ambassador
	using (exists (select from contact c where c.id = kept_id));
grant select (id, kept_id, dropped_id, undone_at) on contact_merge to outreach_ambassador;
create index contact_merge_dropped on contact_merge (dropped_id);
create index contact_merge_at on contact_merge (merged_at desc, id);
