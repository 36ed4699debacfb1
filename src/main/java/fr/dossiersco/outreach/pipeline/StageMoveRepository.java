package fr.dossiersco.outreach.pipeline;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.repository.Repository;

interface StageMoveRepository extends Repository<StageMove, UUID> {

	StageMove save(StageMove move);

	void delete(StageMove move);

	Optional<StageMove> findFirstByUaiOrderByMovedAtDescIdDesc(String uai);

	Optional<StageMove> findByInteractionId(UUID interaction);

}
