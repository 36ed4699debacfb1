package fr.dossiersco.outreach.campaign;

import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.web.NotFoundException;

import org.springframework.data.repository.Repository;

interface CampaignRepository extends Repository<Campaign, UUID> {

	Campaign save(Campaign campaign);

	void flush();

	Optional<Campaign> findById(UUID id);

	default Campaign require(UUID id) {
		return findById(id).orElseThrow(() -> new NotFoundException("campaign " + id));
	}

}
