package fr.dossiersco.outreach.pipeline;

import java.util.Optional;

import org.springframework.data.repository.Repository;

interface PursuitRepository extends Repository<Pursuit, String> {

	Pursuit save(Pursuit pursuit);

	Optional<Pursuit> findById(String uai);

	void delete(Pursuit pursuit);

}
