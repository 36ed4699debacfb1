package fr.dossiersco.outreach.introduction;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.contact.ContactBook;
import fr.dossiersco.outreach.contact.ContactCard;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.establishment.Uai;
import fr.dossiersco.outreach.introduction.Introduction.Door;
import fr.dossiersco.outreach.web.NotFoundException;
import fr.dossiersco.outreach.web.QueryLink;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The schools and the people that we want to be introduced to, and who can do it. */
@Component
class Doors {

	private final JdbcClient jdbc;

	private final ContactBook contacts;

	private final Introducers introducers;

	private final Wording wording;

	private final MessageSource messages;

	Doors(JdbcClient jdbc, ContactBook contacts, Introducers introducers, Wording wording, MessageSource messages) {
		this.jdbc = jdbc;
		this.contacts = contacts;
		this.introducers = introducers;
		this.wording = wording;
		this.messages = messages;
	}

	/**
	 * @throws NotFoundException when there is none, or when the person asked not to be
	 * contacted
	 */
	OpenDoor require(@Nullable Uai uai, @Nullable UUID contact) {
		if (contact != null) {
			ContactCard card = this.contacts.find(contact)
				.filter((person) -> !person.isOpposed())
				.orElseThrow(() -> new NotFoundException("contact " + contact));
			return new OpenDoor(new Door(card.uai(), card.id(), card.academie()), card.name(), described(card));
		}
		if (uai == null) {
			throw new NotFoundException("nobody to be introduced to");
		}
		return this.jdbc.sql("select uai, academie, name, town from establishment where uai = :uai")
			.param("uai", uai.value())
			.query((row, number) -> new OpenDoor(new Door(row.getString("uai"), null, row.getString("academie")),
					row.getString("name"), withTown(row.getString("name"), row.getString("town"))))
			.optional()
			.orElseThrow(() -> new NotFoundException("establishment " + uai));
	}

	List<Candidate> candidates(OpenDoor door) {
		UUID contact = door.door().contact();
		List<Introducer> ranked = (contact != null) ? this.introducers.toPerson(contact)
				: this.introducers.toSchool(Objects.requireNonNull(door.door().uai()));
		return ranked.stream().map((introducer) -> candidate(door, introducer)).toList();
	}

	/**
	 * @throws NotFoundException when that person can't introduce us there any more
	 */
	Candidate candidate(OpenDoor door, String key) {
		return candidates(door).stream()
			.filter((candidate) -> candidate.introducer().key().equals(key))
			.findFirst()
			.orElseThrow(() -> new NotFoundException("introducer " + key));
	}

	private Candidate candidate(OpenDoor door, Introducer introducer) {
		String ask = ask(door.isSchool() ? door.door().uai() : null, door.door().contact(), introducer);
		return new Candidate(introducer, this.wording.reason(introducer, door.isSchool() ? null : door.name()), ask);
	}

	/** Where to ask someone for a door. */
	static String ask(@Nullable String uai, @Nullable UUID contact, Introducer introducer) {
		return QueryLink.to("/introductions/nouvelle")
			.with("etablissement", uai)
			.with("contact", contact)
			.with("par", introducer.key())
			.toString();
	}

	/** By the title that the person wants; never by our old word for the profession. */
	private String described(ContactCard card) {
		String title = card.title();
		ContactProfile profile = card.profile();
		if (title == null && profile != null) {
			title = this.messages.getMessage("introduction.profile." + profile, null, Locale.FRENCH);
		}
		String place = withTown(card.place(), card.town());
		return (title != null) ? card.name() + ", " + title + " (" + place + ")" : card.name() + " (" + place + ")";
	}

	private static String withTown(String name, @Nullable String town) {
		return (town != null) ? name + ", " + town : name;
	}

	/**
	 * What we want opened.
	 *
	 * @param described as it is named to someone outside the team
	 */
	record OpenDoor(Door door, String name, String described) {

		public boolean isSchool() {
			return this.door.contact() == null;
		}

		/** Its page. */
		public String address() {
			return isSchool() ? "/etablissements/" + this.door.uai() : "/contacts/" + this.door.contact();
		}

	}

}
