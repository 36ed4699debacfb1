package fr.dossiersco.outreach.introduction;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.repository.Repository;

interface IntroductionRepository extends Repository<Introduction, UUID> {

	Introduction save(Introduction introduction);

	Optional<Introduction> findById(UUID id);

	void delete(Introduction introduction);

}
