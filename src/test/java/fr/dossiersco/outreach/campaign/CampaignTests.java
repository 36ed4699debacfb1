package fr.dossiersco.outreach.campaign;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.DatabaseTest;
import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactProfile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** A campaign from its list to its results, and what is attributed to it. */
@DatabaseTest
@Import(GivenCampaign.class)
class CampaignTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Autowired
	private GivenCampaign some;

	@Autowired
	private Segments segments;

	@Autowired
	private JdbcClient jdbc;

	private CurrentAccount me;

	private String word;

	private String list;

	@BeforeEach
	void aWord() {
		this.me = this.given.outreach();
		this.word = GivenCampaign.word();
		this.list = "/etablissements?q=" + this.word;
	}

	@Test
	void aListBecomesACampaignThatIsLaunchedOnce() {
		String uai = this.some.school("059", this.word);
		assertThat(page("/etablissements?q=" + this.word)).doesNotContain("Aucun résultat");
		this.some.school("080", this.word);
		assertThat(page(this.list)).contains("/campagnes/nouvelle?source=/etablissements?q%3D" + this.word);
		assertThat(page("/campagnes/nouvelle?source=" + this.list.replace("=", "%3D"))).contains(this.word,
				"2 établissements dans cette liste aujourd’hui.");

		MvcTestResult created = post("/campagnes", form(this.list));
		String address = created.getResponse().getRedirectedUrl();
		assertThat(address).startsWith("/campagnes/");
		assertThat(page(address)).contains("En préparation", "Lancer la campagne",
				"établissements seraient destinataires");
		assertThat(post(address + "/lancement", Map.of())).hasRedirectedUrl(address);
		assertThat(page(address)).contains("2 établissements destinataires", "Résultats");

		this.some.school("059", this.word);
		assertThat(post(address + "/lancement", Map.of())).hasRedirectedUrl(address);
		assertThat(page(address)).contains("2 établissements destinataires");
		assertThat(page(address + "/destinataires")).contains("2 lignes", uai);
		assertThat(page("/campagnes?etat=en-cours&tri=-responsable&canal=APPELS")).contains("En cours (");
		assertThat(page("/campagnes?etat=nimporte&tri=quoi&canal=X&page=-4")).contains("Toutes (");
	}

	@Test
	void aRefusedFormKeepsWhatWasTyped() {
		this.some.school("059", this.word);
		Map<String, String> form = form(this.list);
		form.put("endsOn", "2026-01-01");
		form.put("channel", "");
		form.put("target", "0");
		form.put("targetUnit", "");

		assertThat(post("/campagnes", form)).hasStatus(422)
			.bodyText()
			.contains("La fin précède le début.", "Choisissez un canal.", "Indiquez un nombre d’au moins 1.",
					"Relancer les essais");
		form = form("/relances");
		form.put("target", "4");
		form.put("targetUnit", "");
		assertThat(post("/campagnes", form)).hasStatus(422)
			.bodyText()
			.contains("Ce n’est pas l’adresse d’une liste", "Dites ce que l’objectif compte.", "Relancer les essais");
		assertThat(post("/campagnes", form("/etablissements?q=" + GivenCampaign.word()))).hasStatus(422)
			.bodyText()
			.contains("Cette liste est vide");
		assertThat(post("/campagnes", Map.of())).hasStatus(422);
	}

	@Test
	void whoComesSecondSeesBothVersions() {
		this.some.school("059", this.word);
		UUID id = this.some.prepared(Channel.APPELS, this.list, this.me);
		Map<String, String> first = form(this.list);
		first.put("version", "0");
		first.put("name", "Celle qui gagne");
		Map<String, String> second = form(this.list);
		second.put("version", "0");
		second.put("name", "Celle qui attend");

		assertThat(post("/campagnes/" + id + "/modifier", first)).hasRedirectedUrl("/campagnes/" + id);
		assertThat(post("/campagnes/" + id + "/modifier", second)).hasStatus(409)
			.bodyText()
			.contains("Celle qui gagne", "Celle qui attend");
		second.put("version", "1");
		assertThat(post("/campagnes/" + id + "/modifier", second)).hasRedirectedUrl("/campagnes/" + id);
		assertThat(page("/campagnes/" + id)).contains("Celle qui attend");
	}

	@Test
	void onceLaunchedTheListAndTheWayStay() {
		this.some.school("059", this.word);
		UUID id = this.some.launched(Channel.APPELS, this.list, this.me);
		Map<String, String> form = form("/contacts");
		form.put("version", version(id));
		form.put("channel", "MEL");
		form.put("name", "Un autre nom");

		assertThat(post("/campagnes/" + id + "/modifier", form)).hasRedirectedUrl("/campagnes/" + id);
		assertThat(page("/campagnes/" + id)).contains("Un autre nom", "Appels", this.word);
		assertThat(text("select source from campaign where id = ?", id)).isEqualTo(this.list);
	}

	@Test
	void eachIsLeftAloneForTheFirstOfTheirReasons() {
		Instant now = Instant.now();
		String people = "/contacts?q=" + this.word;
		String uai = this.given.school("059", "Collège " + this.word);
		UUID kept = person(uai, "+33320000001", "a@essais.example");
		UUID opposed = person(uai, null, null);
		execute("insert into opposition (id, contact_id, declared_at, declared_by, reason) values (gen_random_uuid(), '"
				+ opposed + "', now(), '" + this.me.id() + "', 'essai')");
		UUID left = person(uai, "+33320000002", "b@essais.example");
		execute("update post set started_on = date '2019-01-01', ended_on = date '2020-01-01' where contact_id = '"
				+ left + "'");
		UUID unreachable = person(uai, null, null);
		UUID busy = person(uai, "+33320000003", "c@essais.example");
		this.some.launched(Channel.MEL, "/contacts?q=c%40essais.example", this.me);
		UUID recent = person(uai, "+33320000004", "d@essais.example");
		this.some.exchange(null, uai, recent, "SORTANT", "JOINT", now.minus(Duration.ofDays(6)), this.me);
		UUID pressed = person(uai, "+33320000005", "e@essais.example");
		for (int i = 8; i < 14; i++) {
			this.some.exchange(null, uai, pressed, "SORTANT", "SANS_REPONSE", now.minus(Duration.ofDays(i)), this.me);
		}

		for (Channel channel : new Channel[] { Channel.MEL, Channel.APPELS }) {
			Segments.Preview preview = Acting.as(this.me,
					() -> this.segments.preview(Segment.read(people).orElseThrow(), channel, null));
			assertThat(preview.kept()).isEqualTo(1);
			assertThat(preview.held()).containsExactlyInAnyOrderEntriesOf(Map.of(HeldBack.OPPOSITION, 1L,
					HeldBack.PARTI, 1L, (channel == Channel.MEL) ? HeldBack.SANS_ADRESSE : HeldBack.SANS_NUMERO, 1L,
					HeldBack.AUTRE_CAMPAGNE, 1L, HeldBack.RECENT, 1L, HeldBack.PRESSION, 1L));
		}
		UUID id = this.some.prepared(Channel.MEL, people, this.me);
		Map<HeldBack, UUID> reasons = Map.of(HeldBack.OPPOSITION, opposed, HeldBack.PARTI, left, HeldBack.SANS_ADRESSE,
				unreachable, HeldBack.AUTRE_CAMPAGNE, busy, HeldBack.RECENT, recent, HeldBack.PRESSION, pressed);
		for (int time = 0; time < 2; time++) {
			reasons
				.forEach((reason, person) -> assertThat(page("/campagnes/" + id + "/destinataires?ecartes=" + reason))
					.contains("1 ligne", "/contacts/" + person));
			assertThat(page("/campagnes/" + id + "/destinataires")).contains("1 ligne", "/contacts/" + kept);
			assertThat(page("/campagnes/" + id + "/destinataires?ecartes=tous")).contains("6 lignes");
			assertThat(page("/campagnes/" + id + "/destinataires/export.csv?ecartes=tous")).contains(this.word,
					"a quitté son poste", "déjà dans une autre campagne en cours");
			post("/campagnes/" + id + "/lancement", Map.of());
		}
		assertThat(page("/contacts/" + kept + "/suppression")).contains("1 campagne dont elle est destinataire");
	}

	@Test
	void aListTooLongIsRefusedUnlessTheCampaignIsForAll() {
		execute("""
				insert into establishment (uai, name, kind, sector, town, postcode, departement, academie, state, phone)
				select lpad((9800000 + n)::text, 7, '0') || substr('ABCDEFGHJKLMNPRSTUVWXYZ', (9800000 + n) % 23 + 1, 1), 'Collège WORD',
					'COLLEGE', 'PUBLIC', 'Essais', '99000', '059', '09', 'OUVERT', '0320000000' from generate_series(1, 2001) n"""
			.replace("WORD", this.word));

		assertThat(post("/campagnes", form(this.list))).hasStatus(422)
			.bodyText()
			.contains("plus de 2\u202f000 destinataires", "Affinez-la");
		UUID id = this.some.prepared(Channel.APPELS, this.list, this.me);
		assertThat(page("/campagnes/" + id)).contains("Affinez-la").doesNotContain("/lancement");
		post("/campagnes/" + id + "/lancement", Map.of());
		assertThat(page("/campagnes/" + id)).contains("En préparation");
		assertThat(number("select count(*) from campaign_recipient where campaign_id = ?", id)).isZero();

		UUID all = this.some.launched(Channel.AMBASSADEURS, this.list, this.me);
		assertThat(number("select count(*) from campaign_recipient where campaign_id = ?", all)).isEqualTo(2001);
		assertThat(page("/campagnes/" + all)).contains("2\u202f001 établissements destinataires");
		// So many would weigh on the lists of other tests.
		execute("update establishment set state = 'FERME' where name = 'Collège " + this.word + "'");
	}

	@Test
	void aCampaignForNobodyIsNotLaunched() {
		String uai = this.given.school("059", "Collège " + this.word);
		UUID id = this.some.prepared(Channel.APPELS, this.list, this.me);

		post("/campagnes/" + id + "/lancement", Map.of());

		assertThat(page("/campagnes/" + id)).contains("En préparation", "sans numéro de téléphone");
		assertThat(page("/campagnes/" + id + "/destinataires?ecartes=SANS_NUMERO")).contains(uai);
	}

	@Test
	void anExchangeCountsForTheCampaignThatItIsLoggedFrom() {
		String uai = this.some.school("059", this.word);
		UUID id = this.some.launched(Channel.APPELS, this.list, this.me);
		assertThat(page("/echanges/nouveau?etablissement=" + uai + "&campagne=" + id))
			.contains("Campagne\u00a0: Campagne");
		assertThat(page("/echanges/nouveau?etablissement=" + uai + "&campagne=" + UUID.randomUUID()))
			.doesNotContain("name=\"countsFor\"");
		assertThat(page("/echanges/nouveau?etablissement=" + uai + "&campagne=nimporte"))
			.doesNotContain("name=\"countsFor\"");

		Map<String, String> counted = exchange(uai);
		counted.put("offered", id.toString());
		counted.put("countsFor", id.toString());
		post("/echanges", counted);
		Map<String, String> takenOff = exchange(uai);
		takenOff.put("offered", id.toString());
		post("/echanges", takenOff);

		assertThat(number("select count(*) from interaction where campaign_id = ?", id)).isEqualTo(1);
		assertThat(page("/echanges/" + counted.get("id"))).contains("/campagnes/" + id);
		assertThat(page("/echanges/" + takenOff.get("id"))).doesNotContain("/campagnes/" + id);
		assertThat(page("/campagnes/" + id + "/echanges?dont=joints")).contains("1 échange");
		assertThat(page("/campagnes/" + id + "/destinataires?etat=joints")).contains("1 ligne", uai);
		assertThat(page("/campagnes/" + id + "/destinataires?etat=a-contacter")).contains("Personne ici");
		assertThat(page("/campagnes/" + id)).contains("1 sur 2");
	}

	@Test
	void aDraftKeepsItsCampaign() {
		String uai = this.some.school("059", this.word);
		UUID id = this.some.launched(Channel.APPELS, this.list, this.me);
		Map<String, String> draft = exchange(uai);
		draft.put("offered", id.toString());
		draft.put("countsFor", id.toString());
		post("/echanges/brouillon", draft);

		assertThat(page("/echanges/nouveau?etablissement=" + uai))
			.containsPattern("value=\"" + id + "\" [^>]*checked=\"checked\"");
		draft.remove("countsFor");
		post("/echanges/brouillon", draft);
		assertThat(page("/echanges/nouveau?etablissement=" + uai + "&campagne=" + id)).contains("name=\"countsFor\"")
			.doesNotContainPattern("name=\"countsFor\" [^>]*checked");
	}

	@Test
	void aCallOfItsPhoneCampaignCountsForIt() {
		String uai = this.some.school("059", this.word);
		UUID id = this.some.launched(Channel.APPELS, this.list, this.me);
		this.some.school("059", this.word);
		assertThat(page("/appels/campagnes/nouvelle?campagne=" + id)).contains("Un appel sera à passer.",
				"Fait partie de la campagne");
		Map<String, String> calls = new LinkedHashMap<>(
				Map.of("source", this.list, "name", "Appels " + this.word, "purpose", "Appeler", "doneWhen", "Tous",
						"startsOn", "2020-01-06", "callers", this.me.id().toString(), "outreach", id.toString()));
		String phone = post("/appels/campagnes", calls).getResponse().getRedirectedUrl();
		assertThat(page(phone)).contains("/campagnes/" + id);
		assertThat(page("/campagnes/" + id)).contains(String.valueOf(phone), "1 appel à passer");

		Map<String, String> call = exchange(uai);
		call.put("followUp",
				text("select id::text from follow_up where uai = '" + uai + "' and campaign_id = '"
						+ String.valueOf(phone).substring("/appels/campagnes/".length()) + "' and ?::uuid is not null",
						id));
		assertThat(page("/appels/" + call.get("followUp"))).contains("name=\"countsFor\"");
		post("/echanges", call);

		assertThat(number("select count(*) from interaction where campaign_id = ?", id)).isEqualTo(1);
	}

	@Test
	void aMoveByHandMayNameTheCampaign() {
		String uai = this.some.school("059", this.word);
		UUID id = this.some.launched(Channel.AMBASSADEURS, this.list, this.me);
		assertThat(page("/etablissements/" + uai + "/etape?campagne=" + id)).contains("Campagne\u00a0: Campagne");

		post("/etablissements/" + uai + "/etape",
				Map.of("etape", "INTERESSE", "de", "", "offerte", id.toString(), "campagne", id.toString()));
		post("/etablissements/" + uai + "/etape",
				Map.of("etape", "INSCRIT", "de", "INTERESSE", "offerte", id.toString()));

		assertThat(page("/campagnes/" + id + "/avancees?dont=avancees")).contains("1 changement", "Intéressé",
				"À la main");
		assertThat(page("/campagnes/" + id + "/avancees?vers=INSCRIT")).contains("Aucun changement");
		assertThat(page("/campagnes/" + id + "/destinataires?etat=avances")).contains(uai);
	}

	@Test
	void itsOwnerOrACoordinatorClosesItAndOpensItAgain() {
		this.some.school("059", this.word);
		UUID id = this.some.launched(Channel.APPELS, this.list, this.me);
		String another = "/campagnes/" + id;
		CurrentAccount colleague = this.given.outreach();

		assertThat(post(another + "/cloture", Map.of(), colleague)).hasStatus(403);
		assertThat(page(another, colleague)).doesNotContain("/cloture");
		assertThat(post(another + "/cloture", Map.of(), this.given.coordinator())).hasRedirectedUrl(another);
		assertThat(page(another)).contains("Terminée", "Rouvrir");
		assertThat(page("/campagnes?etat=terminees")).contains("Terminées (");
		assertThat(post(another + "/reouverture", Map.of(), this.me)).hasRedirectedUrl(another);
		assertThat(page(another)).contains("En cours");
	}

	@Test
	void publicationsAreNotedCorrectedWithdrawnAndBroughtBack() {
		this.some.school("059", this.word);
		UUID id = this.some.launched(Channel.PUBLICATION, this.list, this.me);
		String posts = "/campagnes/" + id + "/publications";
		Map<String, String> form = new LinkedHashMap<>(Map.of("place", "Revue des essais", "publishedOn", "2026-01-12",
				"publishedBy", this.me.id().toString(), "address", "pas une adresse", "readers", "-2"));

		assertThat(post(posts, form)).hasStatus(422)
			.bodyText()
			.contains("Indiquez une adresse qui commence par", "Revue des essais", "pas une adresse");
		form.put("address", "https://revue.example/article");
		form.put("readers", "120");
		form.put("publishedOn", LocalDate.now(ZoneId.of("Europe/Paris")).plusDays(2).toString());
		assertThat(post(posts, form)).hasStatus(422).bodyText().contains("Ce jour n’est pas encore venu.");
		form.put("publishedOn", "2020-01-12");
		assertThat(post(posts, form)).hasStatus3xxRedirection();
		String post = posts + "/" + text("select id::text from campaign_post where campaign_id = ?", id);
		assertThat(page("/campagnes/" + id)).contains("Revue des essais", "https://revue.example/article", "120");

		form.put("place", "Forum des essais");
		form.put("version", "0");
		assertThat(post(post + "/modifier", form)).hasStatus3xxRedirection();
		form.put("place", "Trop tard");
		assertThat(post(post + "/modifier", form)).hasStatus(409).bodyText().contains("Forum des essais", "Trop tard");
		assertThat(post(post + "/retrait", Map.of())).hasStatus3xxRedirection();
		assertThat(page("/campagnes/" + id)).doesNotContain("Forum des essais");
		assertThat(post(post + "/retablissement", Map.of())).hasStatus3xxRedirection();
		assertThat(page("/campagnes/" + id)).contains("Forum des essais");
	}

	@Test
	void itsMessagesAreChosenAndMadeReadyForEachRecipientTheySuit() {
		String uai = this.some.school("059", this.word);
		UUID person = person(uai, null, "camille@essais.example");
		UUID suits = this.given.message("Pour tous " + this.word, "Bonjour {{etablissement}}", null, this.me.id());
		UUID others = this.given.message("Pour la direction " + this.word, "Bonjour", ContactProfile.PRINCIPAL,
				this.me.id());
		UUID id = this.some.launched(Channel.MEL, "/contacts?q=" + this.word, this.me);
		String campaign = "/campagnes/" + id;
		assertThat(page(campaign)).contains("Aucun message n’est encore choisi");

		assertThat(post(campaign + "/messages", Map.of("message", suits.toString()))).hasStatus3xxRedirection();
		assertThat(post(campaign + "/messages", Map.of("message", suits.toString()))).hasStatus3xxRedirection();
		assertThat(post(campaign + "/messages", Map.of("message", others.toString()))).hasStatus3xxRedirection();
		assertThat(post(campaign + "/messages", Map.of())).hasStatus3xxRedirection();
		assertThat(post(campaign + "/messages", Map.of("message", UUID.randomUUID().toString())))
			.hasStatus3xxRedirection();
		assertThat(page(campaign)).containsOnlyOnce("messages/" + suits + "/retrait")
			.contains("messages/" + others + "/retrait", "/messages/" + suits + "/apercu?campagne=" + id);

		String recipients = campaign + "/destinataires?etat=a-contacter";
		assertThat(page(recipients)).contains("contact=" + person).doesNotContain(others.toString());
		String link = between(page(recipients), "/messages/" + suits, "\"");
		assertThat(page(link.replace("&amp;", "&"))).contains("Bonjour Coll&egrave;ge " + this.word, "campagne=" + id,
				"href=\"/campagnes/" + id + "/destinataires?etat=a-contacter\"");

		assertThat(post(campaign + "/messages/" + suits + "/retrait", Map.of())).hasStatus3xxRedirection();
		assertThat(page(campaign)).doesNotContain(suits + "/retrait");
		assertThat(post(campaign + "/messages?message=" + suits, Map.of())).hasStatus3xxRedirection();
		assertThat(page(campaign)).contains(suits + "/retrait");
	}

	/** What a page says from some words to others. */
	private static String between(String page, String from, String to) {
		int start = page.indexOf(from);
		return page.substring(start, page.indexOf(to, start));
	}

	private UUID person(String uai, @Nullable String phone, @Nullable String email) {
		return this.some.person(uai, this.word, ContactProfile.INTENDANT, phone, email, this.me);
	}

	private static Map<String, String> form(String source) {
		return new LinkedHashMap<>(Map.of("name", "Essai", "purpose", "Relancer les essais", "channel", "APPELS",
				"source", source, "startsOn", "2026-02-02", "owner", "00000000-0000-0000-0000-000000000000"));
	}

	private static Map<String, String> exchange(String uai) {
		return new LinkedHashMap<>(Map.of("id", UUID.randomUUID().toString(), "uai", uai, "channel", "TELEPHONE",
				"direction", "SORTANT", "outcome", "JOINT", "approach", "FROID", "date",
				LocalDate.now(ZoneId.of("Europe/Paris")).minusDays(1).toString(), "time", "10:30", "next", "AUCUNE",
				"stage", "AUTO"));
	}

	private MvcTestResult post(String address, Map<String, String> form) {
		return post(address, form, this.me);
	}

	private MvcTestResult post(String address, Map<String, String> form, CurrentAccount by) {
		var request = this.mvc.post().uri(address).with(csrf()).with(Given.signedIn(by));
		form.forEach((name, value) -> request.param(name, name.equals("owner") ? by.id().toString() : value));
		return request.exchange();
	}

	private String page(@Nullable String address) {
		return page(address, this.me);
	}

	private String page(@Nullable String address, CurrentAccount by) {
		MvcTestResult answer = this.mvc.get()
			.uri(URI.create(String.valueOf(address)))
			.with(Given.signedIn(by))
			.exchange();
		assertThat(answer).hasStatusOk();
		return answer.getResponse().getContentAsByteArray().length > 0
				? new String(answer.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8)
				: "";
	}

	private String version(UUID id) {
		return text("select version::text from campaign where id = ?", id);
	}

	private void execute(String sql) {
		Acting.asSystem(() -> this.jdbc.sql(sql).update());
	}

	private long number(String sql, UUID id) {
		return Acting.asSystem(() -> this.jdbc.sql(sql).param(id).query(Long.class).single());
	}

	private String text(String sql, UUID id) {
		return Acting.asSystem(() -> this.jdbc.sql(sql).param(id).query(String.class).single());
	}

}
