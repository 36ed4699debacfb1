-- Whoever takes an exchange back takes back what they saw in it.
create policy ambassador_takes_back on attitude_note for delete to outreach_ambassador
	using (noted_by = outreach_account() and exists (select from contact c where c.id = contact_id));
grant delete on attitude_note to outreach_ambassador;
