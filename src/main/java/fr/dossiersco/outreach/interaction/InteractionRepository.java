package fr.dossiersco.outreach.interaction;

import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.web.NotFoundException;

import org.springframework.data.repository.Repository;

interface InteractionRepository extends Repository<Interaction, UUID> {

	Interaction saveAndFlush(Interaction interaction);

	Optional<Interaction> findById(UUID id);

	boolean existsById(UUID id);

	boolean existsByFollowUpId(UUID followUp);

	void delete(Interaction interaction);

	default Interaction require(UUID id) {
		return findById(id).orElseThrow(() -> new NotFoundException("interaction " + id));
	}

}
