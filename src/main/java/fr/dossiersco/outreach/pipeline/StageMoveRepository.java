package fr.dossiersco.outreach.pipeline;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface StageMoveRepository extends Repository<StageMove, UUID> {

	StageMove save(StageMove move);

	/**
	 * By a statement of its own: Spring Data would take a row that is only ever added for
	 * one that is not there yet.
	 */
	@Modifying
	@Query("delete from StageMove m where m.id = :id")
	void deleteById(UUID id);

	Optional<StageMove> findFirstByUaiOrderByMovedAtDescIdDesc(String uai);

	Optional<StageMove> findById(UUID id);

	Optional<StageMove> findByInteractionId(UUID interaction);

}
