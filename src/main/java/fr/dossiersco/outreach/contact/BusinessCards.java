package fr.dossiersco.outreach.contact;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.io.text.VCardWriter;
import ezvcard.parameter.EmailType;
import ezvcard.parameter.TelephoneType;
import ezvcard.property.StructuredName;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * People as vCards, for the address book of a telephone: what is needed to reach them at
 * work, and nothing that we noted of them.
 */
@Component
class BusinessCards {

	/** An address book is no copy of the data base. */
	static final int MOST = 500;

	private static final String PEOPLE = """
			select c.id, c.given_name, c.family_name, p.title, coalesce(e.name, g.name) as place, e.town,
				array(select number from contact_phone n where n.contact_id = c.id order by position) as numbers,
				array(select address from contact_email m where m.contact_id = c.id order by position) as addresses
			from contact c
			left join lateral (select * from post p where p.contact_id = c.id
				order by p.ended_on desc nulls first, p.main desc, p.started_on desc nulls last, p.id limit 1) p on true
			left join establishment e on e.uai = p.uai
			left join organisation g on g.id = p.organisation_id
			where c.id = any (:ids) and not c.opposed
			order by array_position(:ids, c.id)""";

	private final JdbcClient jdbc;

	BusinessCards(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** In version 4.0; empty when none of them may be contacted. */
	Cards of(List<UUID> people) {
		StringWriter text = new StringWriter();
		List<UUID> reachable = new ArrayList<>();
		try (VCardWriter writer = new VCardWriter(text, VCardVersion.V4_0)) {
			writer.setAddProdId(false);
			for (Card card : cards(people)) {
				writer.write(card.written());
				if (!card.written().getTelephoneNumbers().isEmpty() || !card.written().getEmails().isEmpty()) {
					reachable.add(card.person());
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new Cards(text.toString(), reachable);
	}

	private List<Card> cards(List<UUID> people) {
		return this.jdbc.sql(PEOPLE)
			.param("ids", people.toArray(UUID[]::new))
			.query((row, number) -> new Card(row.getObject("id", UUID.class), card(row)))
			.list();
	}

	static ResponseEntity<String> download(String cards, String name) {
		return ResponseEntity.ok()
			.header(HttpHeaders.CONTENT_TYPE, "text/vcard;charset=utf-8")
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment().filename(name + ".vcf").build().toString())
			.body(cards);
	}

	private static VCard card(ResultSet row) throws SQLException {
		VCard card = new VCard();
		String given = row.getString("given_name");
		String family = row.getString("family_name");
		StructuredName name = new StructuredName();
		name.setFamily(family);
		name.setGiven(given);
		card.setStructuredName(name);
		card.setFormattedName((given != null) ? given + " " + family : family);
		set(row.getString("title"), card::addTitle);
		set(row.getString("place"), (place) -> card.setOrganization(place));
		for (String number : strings(row.getArray("numbers"))) {
			card.addTelephoneNumber(number, TelephoneType.WORK);
		}
		for (String address : strings(row.getArray("addresses"))) {
			card.addEmail(address, EmailType.WORK);
		}
		return card;
	}

	private static void set(@Nullable String value, java.util.function.Consumer<String> property) {
		if (value != null) {
			property.accept(value);
		}
	}

	private static List<String> strings(Array array) throws SQLException {
		return Arrays.asList((String[]) Objects.requireNonNull(array.getArray()));
	}

	/**
	 * Cards, written.
	 *
	 * @param reachable the people whose card has a number or an address
	 */
	record Cards(String text, List<UUID> reachable) {
	}

	private record Card(UUID person, VCard written) {
	}

}
