package fr.dossiersco.outreach.pipeline;

import java.util.Optional;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PursuitRepository extends Repository<Pursuit, String> {

	/**
	 * Waits for whoever is moving the same school, so that it moves from where they leave
	 * it.
	 */
	@Query(value = "select pg_advisory_xact_lock(hashtextextended(:uai, 0))::text", nativeQuery = true)
	String await(String uai);

	Pursuit save(Pursuit pursuit);

	Optional<Pursuit> findById(String uai);

	void delete(Pursuit pursuit);

}
