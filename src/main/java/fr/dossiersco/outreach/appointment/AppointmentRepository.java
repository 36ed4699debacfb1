package fr.dossiersco.outreach.appointment;

import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.web.NotFoundException;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AppointmentRepository extends Repository<Appointment, UUID> {

	Appointment saveAndFlush(Appointment appointment);

	Optional<Appointment> findById(UUID id);

	Optional<Appointment> findByTokenHash(byte[] hash);

	/** The offer that stands for a next step. */
	@Query("select a from Appointment a where a.followUpId = :followUp and a.status <> RETIRE")
	Optional<Appointment> findStanding(UUID followUp);

	default Appointment require(UUID id) {
		return findById(id).orElseThrow(() -> new NotFoundException("appointment " + id));
	}

}
