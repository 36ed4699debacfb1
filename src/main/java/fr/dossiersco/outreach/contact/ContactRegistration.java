package fr.dossiersco.outreach.contact;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.LookAlikes.LookAlike;
import fr.dossiersco.outreach.establishment.Establishment;
import fr.dossiersco.outreach.establishment.EstablishmentRepository;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes down people met while doing something else, such as logging a call. */
@Component
public class ContactRegistration {

	private final ContactRepository contacts;

	private final EstablishmentRepository establishments;

	private final LookAlikes lookAlikes;

	private final ObjectProvider<PersonalData> personalData;

	private final JdbcClient jdbc;

	private final Clock clock;

	ContactRegistration(ContactRepository contacts, EstablishmentRepository establishments, LookAlikes lookAlikes,
			ObjectProvider<PersonalData> personalData, JdbcClient jdbc, Clock clock) {
		this.contacts = contacts;
		this.establishments = establishments;
		this.lookAlikes = lookAlikes;
		this.personalData = personalData;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** Who may be the same person as a newcomer to a school, the surest first. */
	public List<LookAlike> alike(NewContact newcomer, String uai) {
		Establishment school = this.establishments.findByUai(uai).orElseThrow();
		List<Phone> phones = Stream.ofNullable(newcomer.phone())
			.flatMap((typed) -> PhoneNumber.parse(typed, school.getDepartement()).stream())
			.map((number) -> Phone.of(number, null))
			.toList();
		List<String> emails = Stream.ofNullable(newcomer.email())
			.map((email) -> email.toLowerCase(Locale.ROOT))
			.toList();
		return this.lookAlikes.of(emails, phones, newcomer.familyName(), newcomer.givenName(), Place.of(school));
	}

	/**
	 * Adds someone who holds a post in a school from now on. Joins the transaction of
	 * whoever calls, and writes at once, so that a row may refer to the new id.
	 * @param newcomer already validated
	 * @param uai an existing school
	 * @param source where these data come from, such as « Échange téléphonique »
	 * @return the id of the contact
	 * @throws NotAPhoneNumberException if the number can't be dialled from that school
	 */
	@Transactional
	public UUID register(NewContact newcomer, String uai, String source, CurrentAccount by) {
		Establishment school = this.establishments.findByUai(uai).orElseThrow();
		List<Phone> phones = (newcomer.phone() == null) ? List.of() : List.of(Phone.of(
				PhoneNumber.parse(newcomer.phone(), school.getDepartement()).orElseThrow(NotAPhoneNumberException::new),
				null));
		List<String> emails = (newcomer.email() == null) ? List.of()
				: List.of(newcomer.email().toLowerCase(Locale.ROOT));
		ContactDetails details = new ContactDetails(Objects.requireNonNull(newcomer.familyName()), newcomer.givenName(),
				phones, emails, null, source, null);
		Post post = new Post(Place.of(school), Objects.requireNonNull(newcomer.profile()), newcomer.title(), null,
				null);
		return this.contacts.saveAndFlush(new Contact(details, post, by.id(), this.clock.instant())).id();
	}

	/**
	 * Takes back someone who was registered by mistake. Joins the transaction of whoever
	 * calls.
	 * @return false when there is more to lose by now, and nothing was done
	 */
	@Transactional
	public boolean takeBack(UUID id) {
		boolean kept = this.personalData.stream().anyMatch((data) -> data.count(id) > 0);
		// In SQL: once the posts are gone, an ambassador no longer sees whose they were.
		return !kept && this.jdbc
			.sql("""
					delete from contact c where c.id = :id and c.version = 0 and not c.opposed
						and not exists (select from post p where p.contact_id = c.id and (p.revision > 0 or p.ended_on is not null))
						and (select count(*) from post p where p.contact_id = c.id) = 1""")
			.param("id", id)
			.update() == 1;
	}

}
