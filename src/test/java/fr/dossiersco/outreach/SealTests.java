package fr.dossiersco.outreach;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import fr.dossiersco.outreach.Routes.Route;
import fr.dossiersco.outreach.SealedWorld.Common;
import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.establishment.Uai;
import jakarta.servlet.RequestDispatcher;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/**
 * Every route × an ambassador and the team × one's own académie and another one: another
 * académie's people never show, are « introuvable », and nothing of them changes. The
 * answers are read whatever they are written in.
 * <p>
 * A new route needs nothing here, unless its address or its form names something that no
 * other does: then the test that fails says where to say what.
 */
@DatabaseTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SealTests {

	/**
	 * What stands in an address.
	 *
	 * @param sealed whether it leads to someone: then another académie's is « introuvable
	 * »
	 */
	private record Variable(Function<SealedWorld, String> value, boolean sealed) {
	}

	/** What each variable of an address names, by the address up to it. */
	private static final Map<String, Variable> VARIABLES = new TreeMap<>();

	/**
	 * What a parameter names that leads to someone, whatever the route; null for one that
	 * does not although it looks like it. A list page gets each of them in turn.
	 */
	private static final Map<String, Function<SealedWorld, String>> PARAMETERS = new TreeMap<>();

	/**
	 * What a route may read that takes its query string as a whole, as lists do. One that
	 * reads another parameter adds it here.
	 */
	private static final List<String> LISTED = List.of("q", "recherche", "contact", "etablissement", "responsable",
			"auteur", "compte", "pour", "academie", "departement", "campagne", "lien", "message", "objection",
			"retour");

	/**
	 * Pages that also tell at which hours people answer in the whole country, which is
	 * counted for everyone and tells of nobody.
	 */
	private static final Set<String> COUNTRYWIDE = Set.of("GET /argumentaire/moments", "GET /appels",
			"GET /appels/{followUp}");

	/** Values that forms want, by the name of the field. */
	private static final Map<String, String> PLAIN = new TreeMap<>();

	/** Where one's own people must show, so that what is looked for can be found. */
	private static final Set<String> SHOW = Set.of("GET /contacts", "GET /contacts/{id}", "GET /contacts/export.csv",
			"GET /contacts/export.xlsx", "GET /contacts/{id}/fiche.vcf", "GET /contacts/fiches.vcf",
			"GET /etablissements/{uai}", "GET /etablissements/{uai}/echanges", "GET /echanges/{id}",
			"GET /echanges/{id}/correction", "GET /relances", "GET /relances/export.csv", "GET /relances/export.xlsx",
			"GET /journal", "GET /journal/export.csv", "GET /introductions", "GET /introductions/{id}",
			"GET /rendez-vous", "GET /rendez-vous/{id}", "GET /organisations", "GET /organisations/{id}", "GET /appels",
			"GET /contacts/{id}/modifier", "GET /campagnes/{id}/destinataires", "GET /campagnes/{id}/echanges",
			"GET /tableau-de-bord/echanges", "GET /ambassadeurs/parcours", "GET /ambassadeurs/{id}", "GET /demandes",
			"GET /demandes/{id}", "GET /mes-apports");

	/** Parameters without which a page is nowhere, though each alone may be left out. */
	private static final Map<String, List<String>> ALONG = Map.of("GET /introductions/nouvelle",
			List.of("etablissement"));

	/** What is nowhere for whoever asks as these tests do. */
	private static final Set<String> NOWHERE = Set.of("GET /error", "GET /connexion/proconnect",
			"GET /connexion/proconnect/fin", "GET /connexion/proconnect/fin/retour",
			"GET /connexion/proconnect/refus/{reason}", "POST /compte/proconnect/{id}/retrait");

	static {
		sealed("/etablissements/{uai}", "establishment");
		sealed("/etablissements/{uai}/etape/{move}", "stage_move");
		open("/etablissements/{uai}/correction/{field}", "web");
		sealed("/pipeline/a-relancer/{uai}", "establishment");
		sealed("/pipeline/a-relancer/a-faire/{todo}", "stale_todo");
		open("/pipeline/a-relancer/revue/{id}", "stale_review");
		sealed("/pipeline/responsable/{batch}", "owner_handover");
		open("/pipeline/etapes/{code}", "CONTACTE");
		sealed("/toujours-en-poste/{post}", "post_to_confirm");
		sealed("/toujours-en-poste/reponses/{id}", "post_confirmation");
		sealed("/relances/{id}", "follow_up");
		sealed("/echanges/{id}", "interaction");
		sealed("/appels/{followUp}", "follow_up");
		sealed("/appels/sans-suite-prevue/{uai}", "establishment");
		sealed("/appels/campagnes/{id}", "phone_campaign");
		sealed("/contacts/{id}", "contact");
		sealed("/contacts/{id}/postes/{post}", "post");
		sealed("/contacts/{id}/sieges/{seat}", "seat");
		sealed("/contacts/{id}/liens/{acquaintance}", "acquaintance");
		sealed("/contacts/doublons/{one}", "contact");
		sealed("/contacts/doublons/{one}/{other}", "ally");
		sealed("/contacts/doublons/{kept}", "contact");
		sealed("/contacts/doublons/{kept}/{dropped}", "ally");
		sealed("/contacts/doublons/fusions/{id}", "contact_merge");
		sealed("/organisations/{id}", "organisation");
		sealed("/introductions/{id}", "introduction");
		sealed("/calendrier/fermetures/{id}", "closed_period");
		sealed("/rendez-vous/{id}", "appointment");
		sealed("/rendez-vous/invitation/{followUp}", "agreed_follow_up");
		sealed("/ambassadeurs/{id}", "ambassador_path");
		sealed("/ambassadeurs/{id}/decisions/{decision}", "ambassador_decision");
		sealed("/ambassadeurs/{id}/etapes/{tick}", "ambassador_step_done");
		sealed("/ambassadeurs/{id}/mercis/{thanks}", "ambassador_thanks");
		open("/ambassadeurs/etapes/{code}", "POINT");
		sealed("/demandes/{id}", "team_request");
		sealed("/demandes/{id}/decisions/{decision}", "team_request_decision");
		// What the team writes for all: whoever it is for stands behind.
		open("/messages/{id}", "message");
		open("/kit/{id}", "message");
		open("/campagnes/{id}", "campaign");
		open("/campagnes/{id}/publications/{publication}", "publication");
		open("/campagnes/{id}/messages/{message}", "message");
		open("/argumentaire/profils/{profile}", "TEACHER");
		open("/argumentaire/profils/{profile}/versions/{number}", "1");
		open("/argumentaire/arguments/{id}", "argument");
		open("/argumentaire/objections/{id}", "objection");
		open("/argumentaire/objections/{id}/reponses/{answer}", "answer");
		open("/tableau-de-bord/saison/dates/{batch}", UUID.randomUUID().toString());
		// Coordinators' own pages.
		sealed("/comptes/{id}", "account");
		open("/comptes/invitations/{id}", UUID.randomUUID().toString());
		sealed("/courriels/{id}", "mail");
		open("/imports/{id}", "run");
		sealed("/imports/{id}/fermetures/{closure}", "closure");
		// One's own keys and sessions; another's is simply none of one's own.
		open("/compte/cles/{id}", "passkey");
		open("/compte/proconnect/{id}", "account_identity");
		open("/compte/sessions/{session}", "aucune");
		open("/connexion/proconnect/refus/{reason}", "inconnu");
		VARIABLES.put("/v/{code}", new Variable((world) -> world.code, false));
		// Whoever holds such a link may come in by it: SealedTokenTests look after them.
		for (String address : List.of("/invitation/{token}", "/connexion/lien/{token}",
				"/connexion/mot-de-passe/{token}", "/bilan/desabonnement/{token}", "/rdv/{token}", "/agenda/{token}",
				"/journal/flux/{token}")) {
			open(address, "un-jeton-que-personne-n-a-recu");
		}

		for (String name : List.of("q", "recherche", "search", "mots")) {
			PARAMETERS.put(name, (world) -> world.mark);
		}
		for (String name : List.of("etablissement", "uai", "chosen", "place")) {
			PARAMETERS.put(name, (world) -> world.uai);
		}
		for (String name : List.of("responsable", "auteur", "compte", "pour", "owner", "ambassador", "publishedBy",
				"callers", "successeur")) {
			PARAMETERS.put(name, (world) -> world.ambassador.id().toString());
		}
		leads("contact", "contact");
		leads("sujet", "contact");
		leads("organisation", "organisation");
		leads("parent", "organisation");
		leads("relance", "follow_up");
		leads("followUp", "follow_up");
		leads("echange", "interaction");
		leads("interaction", "interaction");
		leads("introducer", "ally");
		leads("with", "heir");
		leads("other", "heir");
		leads("lien", "kit_link");
		leads("vu", "kit_arrival");
		leads("campagne", "phone_campaign");
		leads("campaign", "phone_campaign");
		PARAMETERS.put("par", (world) -> "contact:" + world.id("ally"));
		PARAMETERS.put("retour", (world) -> "/contacts/" + world.id("contact"));
		PARAMETERS.put("source", (world) -> "/contacts?q=" + world.mark);
		PARAMETERS.put("academie", (world) -> world.academie);
		PARAMETERS.put("organisationAcademie", (world) -> world.academie);
		PARAMETERS.put("departement", (world) -> world.departement);
		PARAMETERS.put("where", (world) -> "academie:" + world.academie);
		for (String name : List.of("phones[0].number", "phone", "newcomer.phone", "rightNumber")) {
			PARAMETERS.put(name, (world) -> world.phone);
		}
		for (String name : List.of("emails[0].address", "email", "newcomer.email")) {
			PARAMETERS.put(name, (world) -> world.email);
		}
		// Written by the team for everyone.
		leads("message", "message");
		leads("modele", "message");
		leads("argument", "argument");
		leads("objection", "objection");
		leads("avec", "objection");
		leads("offered", "campaign");
		leads("countsFor", "campaign");
		leads("outreach", "campaign");
		leads("offerte", "campaign");
		// The id that a form draws for what it is about to write.
		PARAMETERS.put("id", (world) -> UUID.randomUUID().toString());

		PLAIN.putAll(
				Map.of("etape", "INTERESSE", "vers", "ACTIVE", "stage", "INTERESSE", "reponse", "EN_POSTE", "revision",
						"0", "sens", "bas", "jour", LocalDate.now().plusDays(3).toString(), "source", "Une source"));
	}

	private final AtomicInteger places = new AtomicInteger();

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Given given;

	@Autowired
	@Qualifier("unguardedPool")
	private HikariDataSource owner;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mappings;

	private Common common;

	private SealedWorld mine;

	/** Where something is tried that may change what is one's own. */
	private SealedWorld spare;

	private SealedWorld other;

	private SealedRows rows;

	/** The other académie's rows, as they were after the last call. */
	private @Nullable List<String> kept;

	/** What one's pages said when the other académie had nobody yet. */
	private final Map<String, String> before = new TreeMap<>();

	private final Map<String, String> after = new TreeMap<>();

	private static void sealed(String address, String name) {
		VARIABLES.put(address, new Variable((world) -> world.id(name), true));
	}

	private static void open(String address, String value) {
		VARIABLES.put(address, new Variable((world) -> world.has(value) ? world.id(value) : value, false));
	}

	private static void leads(String parameter, String name) {
		PARAMETERS.put(parameter, (world) -> world.id(name));
	}

	@BeforeAll
	void worlds() {
		this.common = SealedWorld.common(this.given, this.owner);
		this.mine = mine();
		this.spare = mine();
		String school = this.given.school("025", "Collège d’ailleurs");
		// Whoever opens a message of the kit has a link of their own from then on.
		pages().filter((route) -> route.pattern().startsWith("/kit/{id}"))
			.forEach((route) -> perform(own(route, this.mine), this.mine.ambassador));
		readAll(this.before);
		this.other = SealedWorld.at(school, "025", "03", this.common, this.owner);
		readAll(this.after);
		this.mine.meets(this.other, this.owner);
		this.rows = new SealedRows(this.owner, this.other);
		this.kept = this.rows.digest();
	}

	@Test
	void everyVariableOfAnAddressIsKnown() {
		assertThat(routes().flatMap((route) -> variables(route.pattern()).stream())
			.filter((variable) -> !VARIABLES.containsKey(variable)))
			.as("variables of addresses: say in VARIABLES of "
					+ "SealTests what each names, and whether it leads to someone")
			.isEmpty();
	}

	@Test
	void everyParameterThatMayLeadToSomeoneIsKnown() {
		assertThat(routes().flatMap((route) -> fields(route).entrySet()
			.stream()
			.filter((field) -> isId(field.getValue()) && !PARAMETERS.containsKey(field.getKey()))
			.map((field) -> route + " " + field.getKey())))
			.as("parameters that hold an id: say in PARAMETERS of " + "SealTests what each names")
			.isEmpty();
	}

	/**
	 * Totals, figures, choices and rows: nothing tells that there is anybody elsewhere.
	 */
	@ParameterizedTest
	@MethodSource("territorial")
	void anAmbassadorsPageIsTheSameWhetherOthersHavePeopleOrNot(Route route) {
		String said = Objects.requireNonNull(this.after.get(route.toString()));
		String saidBefore = Objects.requireNonNull(this.before.get(route.toString()));
		int same = 0;
		while (same < said.length() && same < saidBefore.length() && said.charAt(same) == saidBefore.charAt(same)) {
			same++;
		}
		assertThat(around(said, same)).isEqualTo(around(saidBefore, same));
	}

	@ParameterizedTest
	@MethodSource("routes")
	void anAmbassadorFindsTheirOwnAndNobodyElses(Route route) {
		SealedWorld spare = route.reads() ? this.mine : this.spare;
		Call own = own(route, spare);
		int asked = assertSealed(own.naming(this.other), spare).status();
		if (asked == 403 || asked == 404 && perform(own, spare.ambassador).status() == 403) {
			return;
		}
		Collection<String> leading = leading(route);
		for (String variable : sealed(route)) {
			Answer answer = assertSealed(own.naming(this.other, variable), spare);
			if (!isDirectory(route)) {
				assertThat(answer.status()).as("%s with another académie's %s", route, variable).isEqualTo(404);
				assertThat(answer.page()).as("%s with another académie's %s", route, variable).contains("introuvable");
			}
		}
		SealedWorld one = route.reads() || leading.isEmpty() ? spare : mine();
		for (String parameter : leading) {
			assertSealed(own(route, one).naming(this.other, parameter), one);
			if (!route.reads() && parameter.matches(".*([pP]hone|[nN]umber|[eE]mail).*")) {
				// Whoever types a number knows it, and may have written it down.
				one = mine();
			}
		}
		one = route.reads() ? this.mine : mine();
		Answer found = assertSealed(own(route, one), one);
		assertThat(found.status()).as("%s with one's own", route).isNotEqualTo(403).isLessThan(500);
		if (!NOWHERE.contains(route.toString()) && !route.pattern().contains("{token}")) {
			assertThat(found.status()).as("%s with one's own: %s", route, found.why()).isNotEqualTo(404);
		}
		if (SHOW.contains(route.toString())) {
			assertThat(found.text()).as("%s with one's own", route).contains(this.mine.secret);
		}
	}

	@ParameterizedTest
	@MethodSource("pages")
	void theTeamFindsPeopleOfAllAcademies(Route route) {
		// Whoever reads of somebody leaves a trace of it.
		this.kept = null;
		for (CurrentAccount me : List.of(this.given.outreach(), this.common.team())) {
			for (SealedWorld world : List.of(this.mine, this.other)) {
				Answer found = perform(own(route, world), me);
				assertThat(found.status()).as("%s as %s", route, me.role()).isLessThan(500);
				if (SHOW.contains(route.toString()) && !sealed(route).isEmpty()
						&& !route.pattern().endsWith("/correction")) {
					assertThat(found.text()).as("%s as %s", route, me.role()).contains(world.secret);
				}
			}
		}
	}

	/** Some signs around the first one that differs. */
	private static String around(String text, int place) {
		return text.substring(Math.max(0, Math.min(text.length(), place) - 80), Math.min(text.length(), place + 120));
	}

	Stream<Route> routes() {
		return Routes.of(this.mappings).stream();
	}

	/** All that is read, but the page of an error, which is another one each time. */
	Stream<Route> pages() {
		return routes().filter((route) -> route.reads() && !route.pattern().equals("/error"));
	}

	Stream<Route> territorial() {
		return pages().filter((route) -> !COUNTRYWIDE.contains(route.toString()));
	}

	private Answer assertSealed(Call call, SealedWorld own) {
		List<String> before = (this.kept == null && !call.route.reads()) ? this.rows.digest() : this.kept;
		Answer answer = perform(call, own.ambassador);
		assertThat(answer.status()).as(call.toString()).isLessThan(500);
		String sent = String.join(" ", call.parameters.values());
		assertThat(this.other.telltales()
			.stream()
			.filter((word) -> !sent.contains(word))
			.filter(answer.text()::contains)
			.map((word) -> around(answer.text(), answer.text().indexOf(word))))
			.as("what %s tells of another académie's people", call)
			.isEmpty();
		if (!call.route.reads()) {
			List<String> kept = Objects.requireNonNull(before);
			this.kept = this.rows.digest();
			assertThat(this.kept).as("what %s changed of another académie's people", call)
				.containsExactlyInAnyOrderElementsOf(kept);
		}
		return answer;
	}

	/** The page of a school shows its entry of the public directory to all. */
	private static boolean isDirectory(Route route) {
		return route.toString().equals("GET /etablissements/{uai}");
	}

	private void readAll(Map<String, String> texts) {
		pages().forEach((route) -> texts.put(route.toString(),
				perform(own(route, this.mine), this.mine.ambassador).text()
					// What is drawn anew for each page, and what the clock says.
					.replaceAll("name=\"_csrf\"value=\"[^\"]*\"", "")
					.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "")
					.replaceAll("[0-2]?[0-9]([:h])[0-5][0-9](:[0-5][0-9])?(z|\\.[0-9]+z)?", "")
					.replaceAll("[0-9]{5}\\.[0-9]+|dtstamp:[0-9tz]+", "")));
	}

	private SealedWorld mine() {
		return SealedWorld.at(this.given.school("087", "Collège d’ici"), "087", "22", this.common, this.owner);
	}

	/** A call whose address and form name what is one's own. */
	private Call own(Route route, SealedWorld world) {
		Map<String, String> values = new LinkedHashMap<>();
		for (String variable : variables(route.pattern())) {
			values.put(variable, Objects.requireNonNull(VARIABLES.get(variable), variable).value.apply(world));
		}
		Map<String, String> parameters = new LinkedHashMap<>(route.asked());
		fields(route).forEach((name, type) -> {
			if (!route.reads() || isRequired(route, name)
					|| ALONG.getOrDefault(route.toString(), List.of()).contains(name)) {
				parameters.put(name, value(name, type, world));
			}
		});
		return new Call(route, values, parameters);
	}

	private static String value(String name, Class<?> type, SealedWorld world) {
		String plain = PLAIN.get(name);
		Function<SealedWorld, String> known = PARAMETERS.get(name);
		if (plain != null) {
			return plain;
		}
		if (name.equals("phones[0].number") || name.equals("newcomer.phone")) {
			return "0712345678";
		}
		if (type.isEnum()) {
			return Objects.requireNonNull(type.getEnumConstants())[0].toString();
		}
		if (known != null) {
			return known.apply(world);
		}
		if (type == LocalDate.class) {
			return LocalDate.now().minusDays(10).toString();
		}
		if (type == LocalTime.class) {
			return "10:00";
		}
		if (type == Instant.class) {
			return Instant.now().plusSeconds(86_400 * 3).toString();
		}
		if (type == Integer.class || type == int.class) {
			return "0";
		}
		if (type == Boolean.class || type == boolean.class) {
			return "false";
		}
		return "Essai";
	}

	private static boolean isId(Class<?> type) {
		return type == UUID.class || type == Uai.class;
	}

	private static boolean isRequired(Route route, String name) {
		for (MethodParameter parameter : route.handler().getMethodParameters()) {
			parameter.initParameterNameDiscovery(new org.springframework.core.DefaultParameterNameDiscoverer());
			RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
			if (annotation != null && name.equals(named(annotation, parameter))) {
				return annotation.required() && !parameter.isOptional()
						&& annotation.defaultValue().startsWith("\n\t\t\n");
			}
		}
		return false;
	}

	private static String named(RequestParam annotation, MethodParameter parameter) {
		return Stream.of(annotation.name(), annotation.value())
			.filter((name) -> !name.isEmpty())
			.findFirst()
			.orElseGet(() -> String.valueOf(parameter.getParameterName()));
	}

	/** The parameters that a route reads, with their types. */
	private static Map<String, Class<?>> fields(Route route) {
		Map<String, Class<?>> fields = new LinkedHashMap<>();
		for (MethodParameter parameter : route.handler().getMethodParameters()) {
			parameter.initParameterNameDiscovery(new org.springframework.core.DefaultParameterNameDiscoverer());
			RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
			Class<?> type = parameter.getParameterType();
			if (annotation != null && Map.class.isAssignableFrom(type)) {
				LISTED.forEach((name) -> fields.put(name, String.class));
			}
			else if (annotation != null) {
				fields.put(named(annotation, parameter), simple(parameter.getGenericParameterType()));
			}
			else if (type.isRecord() && type.getPackageName().startsWith("fr.dossiersco")
					&& parameter.getParameterAnnotations().length > 0 && type != CurrentAccount.class
					&& !parameter.hasParameterAnnotation(org.springframework.web.bind.annotation.PathVariable.class)) {
				components("", type, fields);
			}
		}
		return fields;
	}

	private static void components(String start, Class<?> form, Map<String, Class<?>> fields) {
		for (RecordComponent component : form.getRecordComponents()) {
			Class<?> type = simple(component.getGenericType());
			if (Map.class.isAssignableFrom(component.getType())) {
				continue;
			}
			if (type.isRecord() && type != Uai.class) {
				components(start + component.getName() + (type == component.getType() ? "." : "[0]."), type, fields);
			}
			else {
				fields.put(start + component.getName(), type);
			}
		}
	}

	private static Class<?> simple(Type type) {
		if (type instanceof ParameterizedType list) {
			return simple(list.getActualTypeArguments()[list.getActualTypeArguments().length - 1]);
		}
		return (type instanceof Class<?> plain) ? plain : String.class;
	}

	/** The parameters by which a route may be led to someone. */
	private static Collection<String> leading(Route route) {
		return fields(route).keySet().stream().filter(PARAMETERS::containsKey).toList();
	}

	private static List<String> sealed(Route route) {
		return variables(route.pattern()).stream()
			.filter((variable) -> Objects.requireNonNull(VARIABLES.get(variable), variable).sealed)
			.toList();
	}

	/** The address up to each of its variables. */
	private static List<String> variables(String pattern) {
		List<String> variables = new ArrayList<>();
		Matcher matcher = Pattern.compile("\\{[a-zA-Z]+}").matcher(pattern);
		while (matcher.find()) {
			variables.add(pattern.substring(0, matcher.end()));
		}
		return variables;
	}

	private Answer perform(Call call, CurrentAccount me) {
		String path = call.route.pattern();
		for (Map.Entry<String, String> variable : call.variables.entrySet()) {
			path = path.replace(variable.getKey().substring(variable.getKey().lastIndexOf('{')), variable.getValue());
		}
		// Each from elsewhere: links that lead nowhere slow down the place that tries
		// them.
		String place = "198.51.100." + this.places.incrementAndGet() % 256;
		var request = MockMvcRequestBuilders.request(HttpMethod.valueOf(call.route.method()), path)
			.with(csrf())
			.with(Given.signedIn(me))
			.with((sent) -> {
				sent.setRemoteAddr(place);
				return sent;
			});
		for (Map.Entry<String, String> parameter : call.parameters.entrySet()) {
			request = request.param(parameter.getKey(), parameter.getValue());
		}
		MvcTestResult result = this.mvc.perform(request);
		Answer answer = Answer.of(result);
		if (result.getResponse().getContentAsByteArray().length > 0 || answer.status() < 400) {
			return answer;
		}
		// As the container does, which no MockMvc has.
		return new Answer(answer.status(), answer.text(),
				Answer.of(this.mvc.perform(MockMvcRequestBuilders.get("/error")
					.accept(org.springframework.http.MediaType.TEXT_HTML)
					.requestAttr(RequestDispatcher.ERROR_STATUS_CODE, answer.status())
					.requestAttr(RequestDispatcher.ERROR_REQUEST_URI, path)
					.with(Given.signedIn(me)))).text(),
				answer.why());
	}

	/** What is asked, by the address up to each variable, and by parameter. */
	private record Call(Route route, Map<String, String> variables, Map<String, String> parameters) {

		/**
		 * The same, naming what is another world's wherever its address names someone.
		 */
		Call naming(SealedWorld world) {
			Call call = this;
			for (String variable : SealTests.sealed(this.route)) {
				call = call.naming(world, variable);
			}
			return call;
		}

		/** The same, with another world's in one place. */
		Call naming(SealedWorld world, String place) {
			Map<String, String> named = new LinkedHashMap<>(this.variables);
			Map<String, String> sent = new LinkedHashMap<>(this.parameters);
			if (place.startsWith("/")) {
				named.put(place, Objects.requireNonNull(VARIABLES.get(place)).value.apply(world));
			}
			else {
				sent.put(place, Objects.requireNonNull(PARAMETERS.get(place)).apply(world));
			}
			return new Call(this.route, named, sent);
		}

		@Override
		public String toString() {
			return this.route + " " + this.variables.values() + " " + this.parameters;
		}

	}

	/**
	 * An answer.
	 *
	 * @param text all that it says, in small letters and without spaces, whatever the
	 * format: files fold their lines, and numbers are written with spaces
	 * @param page what is then shown, where that is the page of an error
	 * @param why what was refused, if anything
	 */
	private record Answer(int status, String text, String page, String why) {

		static Answer of(MvcTestResult result) {
			String type = String.valueOf(result.getResponse().getContentType());
			byte[] body = result.getResponse().getContentAsByteArray();
			StringBuilder text = new StringBuilder();
			try {
				if (type.contains("pdf") && body.length > 0) {
					try (PDDocument document = Loader.loadPDF(body)) {
						text.append(new PDFTextStripper().getText(document));
					}
				}
				else if (type.contains("spreadsheet")) {
					text.append(cells(body));
				}
				else {
					text.append(new String(body, StandardCharsets.UTF_8));
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			for (String header : result.getResponse().getHeaderNames()) {
				if (!header.equalsIgnoreCase("Set-Cookie")) {
					text.append(' ').append(result.getResponse().getHeaders(header));
				}
			}
			text.append(' ').append(Objects.requireNonNull(result.getMvcResult().getFlashMap()).values());
			String said = text.toString().toLowerCase(Locale.ROOT).replaceAll("[\\s\\u00a0\\u202f]", "");
			return new Answer(result.getResponse().getStatus(), said, said,
					String.valueOf(result.getMvcResult().getResolvedException()));
		}

		private static String cells(byte[] file) throws IOException {
			StringBuilder cells = new StringBuilder();
			try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
				for (Sheet sheet : book.getSheets().toList()) {
					sheet.read()
						.forEach((row) -> row
							.forEach((cell) -> cells.append((cell != null) ? cell.getText() : "").append(' ')));
				}
			}
			return cells.toString();
		}

	}

}
