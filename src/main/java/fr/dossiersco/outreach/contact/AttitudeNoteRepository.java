package fr.dossiersco.outreach.contact;

import java.util.UUID;

import org.springframework.data.repository.Repository;

/** Notes are added, and never changed. */
interface AttitudeNoteRepository extends Repository<AttitudeNote, UUID> {

	AttitudeNote save(AttitudeNote note);

}
