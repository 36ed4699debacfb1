package fr.dossiersco.outreach.contact;

import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.StatementCount;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactList.Found;
import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;

@DatabaseTest
class ContactListTests {

	@Autowired
	private ContactList list;

	@Autowired
	private ContactRegistration registration;

	@Autowired
	private Given given;

	@Autowired
	private JdbcClient jdbc;

	private CurrentAccount me;

	/** What all the people of one test have in their names. */
	private String tribe;

	@BeforeEach
	void someone() {
		this.me = this.given.outreach();
		this.tribe = GivenContact.unique("T").toLowerCase(java.util.Locale.ROOT).substring(0, 14);
	}

	@Test
	void accentsCaseAndOrderOfNamesAreForgiven() {
		UUID id = add(this.given.school("031"), "Éloïse" + this.tribe, null, null);

		assertThat(ids("q", "CAMILLE eloise" + this.tribe)).containsExactly(id);
		assertThat(ids("q", "eloise" + this.tribe + ", Camille")).containsExactly(id);
		assertThat(ids("q", "%" + this.tribe)).isEmpty();
	}

	@Test
	void aNameThatNobodyHasFindsTheNearest() {
		UUID id = add(this.given.school("031"), "Exempleur" + this.tribe, null, null);

		Found found = find("q", "Exemplaur" + this.tribe);

		assertThat(found.total()).isZero();
		assertThat(found.nearest()).isTrue();
		assertThat(found.rows()).extracting(ContactList.Row::id).contains(id);
	}

	@Test
	void aNumberOrAnAddressFindsItsHolder() {
		String number = "06 39 98 %02d %02d".formatted((int) (Math.random() * 100), (int) (Math.random() * 100));
		UUID id = add(this.given.school("031"), "Exemple" + this.tribe, number, this.tribe + "@college.example");

		assertThat(ids("q", number.replace(" ", "."))).contains(id);
		assertThat(ids("q", this.tribe.toUpperCase(java.util.Locale.ROOT) + "@college.example")).containsExactly(id);
	}

	@Test
	void theListIsNarrowedByWhatThePostSays() {
		UUID toulouse = add(this.given.school("031"), "Alpha" + this.tribe, "05 61 00 00 00", null);
		UUID lille = add(this.given.school("059"), "Beta" + this.tribe, null, null);

		assertThat(ids("q", this.tribe)).containsExactly(toulouse, lille);
		assertThat(ids("q", this.tribe, "tri", "-nom")).containsExactly(lille, toulouse);
		assertThat(ids("q", this.tribe, "tri", "ajout")).containsExactly(toulouse, lille);
		assertThat(ids("q", this.tribe, "academie", "09")).containsExactly(lille);
		assertThat(ids("q", this.tribe, "departement", "031")).containsExactly(toulouse);
		assertThat(ids("q", this.tribe, "telephone", "avec")).containsExactly(toulouse);
		assertThat(ids("q", this.tribe, "telephone", "sans")).containsExactly(lille);
		assertThat(ids("q", this.tribe, "profil", "INTENDANT")).hasSize(2);
		assertThat(ids("q", this.tribe, "profil", "PRINCIPAL")).isEmpty();
		assertThat(ids("q", this.tribe, "profil", "quelconque", "telephone", "peut-être")).hasSize(2);
	}

	@Test
	void theListIsNarrowedByHowPeopleStandAndWhenTheyWereHeard() {
		UUID ally = add(this.given.school("031"), "Alpha" + this.tribe, null, null);
		UUID unheard = add(this.given.school("059"), "Beta" + this.tribe, null, null);
		Acting.asSystem(() -> {
			this.jdbc
				.sql("insert into attitude_note (id, contact_id, attitude, noted_at, noted_by, reason) "
						+ "values (gen_random_uuid(), ?, 'ALLIE', now(), ?, 'essai')")
				.params(ally, this.me.id())
				.update();
			this.jdbc
				.sql("insert into interaction (id, contact_id, uai, academie, author, occurred_at, recorded_at, channel, "
						+ "direction, outcome, approach, version) select gen_random_uuid(), ?, uai, academie, ?, now() - interval '40 days', "
						+ "now(), 'TELEPHONE', 'SORTANT', 'JOINT', 'FROID', 0 from post where contact_id = ?")
				.params(ally, this.me.id(), ally)
				.update();
		});

		assertThat(ids("q", this.tribe, "attitude", "ALLIE")).containsExactly(ally);
		assertThat(ids("q", this.tribe, "echange", "JAMAIS")).containsExactly(unheard);
		assertThat(ids("q", this.tribe, "echange", "UN_MOIS")).isEmpty();
		assertThat(ids("q", this.tribe, "echange", "TROIS_MOIS")).containsExactly(ally);
		assertThat(ids("q", this.tribe, "tri", "-echange")).containsExactly(ally, unheard);
		assertThat(ids("q", this.tribe, "tri", "echange")).containsExactly(unheard, ally);
	}

	@Test
	void theTownFollowsTheDirectory() {
		String school = this.given.school("031");
		UUID id = add(school, "Alpha" + this.tribe, null, null);
		UUID other = add(this.given.school("031"), "Beta" + this.tribe, null, null);
		Acting.asSystem(() -> {
			this.jdbc.sql("update establishment set town = 'Zébrures' where uai = ?").param(school).update();
		});

		assertThat(ids("q", this.tribe, "tri", "ville")).containsExactly(other, id);
	}

	@Test
	void eachPersonIsOnOnePageWhicheverEndItIsReadFrom() {
		String school = this.given.school("031");
		for (String letter : List.of("A", "B", "C", "D", "E", "F", "G")) {
			add(school, letter + this.tribe, null, null);
		}
		ContactFilter filter = filter("q", this.tribe);

		List<String> names = java.util.stream.IntStream.rangeClosed(1, 4)
			.mapToObj((number) -> Acting.as(this.me, () -> this.list.find(filter, new PageRequest(number, 2), this.me)))
			.flatMap((found) -> found.rows().stream())
			.map((row) -> row.familyName().substring(0, 1))
			.toList();

		assertThat(names).containsExactly("A", "B", "C", "D", "E", "F", "G");
		assertThat(Acting.as(this.me, () -> this.list.find(filter, new PageRequest(99, 2), this.me)).rows())
			.singleElement();
	}

	@Test
	void aPageIsTwoStatementsHoweverManyItShows() {
		String school = this.given.school("031");
		for (int i = 0; i < 5; i++) {
			add(school, "N" + i + this.tribe, null, null);
		}

		assertThat(StatementCount.of(() -> find("q", this.tribe))).isEqualTo(2);
	}

	@Test
	void someoneWhoLeftIsShownByTheirLastPost() {
		UUID id = add(this.given.school("031"), "Alpha" + this.tribe, null, null);
		Acting.asSystem(() -> {
			this.jdbc.sql("update post set ended_on = date '2020-08-31' where contact_id = ?").param(id).update();
		});

		assertThat(find("q", this.tribe).rows()).singleElement().satisfies((row) -> {
			assertThat(row.leftPost()).isTrue();
			assertThat(row.place()).isNotNull();
		});
	}

	private UUID add(String school, String familyName, @Nullable String phone, @Nullable String email) {
		return GivenContact.at(school, familyName, phone, email, this.registration, this.me);
	}

	private List<UUID> ids(String... query) {
		Found found = find(query);
		return found.nearest() ? List.of() : found.rows().stream().map(ContactList.Row::id).toList();
	}

	private Found find(String... query) {
		return Acting.as(this.me, () -> this.list.find(filter(query), PageRequest.of(1), this.me));
	}

	private static ContactFilter filter(String... query) {
		MultiValueMap<String, String> asked = new LinkedMultiValueMap<>();
		for (int i = 0; i < query.length; i += 2) {
			asked.add(query[i], query[i + 1]);
		}
		return ContactFilter.of(asked, List.of());
	}

}
