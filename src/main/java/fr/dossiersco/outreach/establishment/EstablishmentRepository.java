package fr.dossiersco.outreach.establishment;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.data.repository.Repository;

/** The schools, for whoever holds a UAI. */
public interface EstablishmentRepository extends Repository<Establishment, String> {

	Optional<Establishment> findByUai(String uai);

	List<Establishment> findByUaiIn(Collection<String> uais);

	boolean existsByUai(String uai);

}
