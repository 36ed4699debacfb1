package fr.dossiersco.outreach.contact;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The people whom the person acting may see. */
public interface ContactRepository extends Repository<Contact, UUID> {

	Contact save(Contact contact);

	Contact saveAndFlush(Contact contact);

	Optional<Contact> findById(UUID id);

	void delete(Contact contact);

	/** Whether the person asked not to be contacted: then nobody calls or writes. */
	@Query("select count(o) > 0 from Opposition o where o.contact = :id and o.liftedAt is null")
	boolean isOpposed(UUID id);

}
