package fr.dossiersco.outreach.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.css;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.forAll;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.headerRegex;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

/**
 * A day in small: each user signs in once, then goes round the pages with a pause of half a second between two. A closed
 * number of users, each waiting for its answer: what a team of that size does to the server, not its breaking point. The
 * first user alone asks the dashboard to count anew, more often than the minute after which it does so by itself. As many
 * ambassadors come after them. The assertions print each page's figures beside its target.
 */
public class DaySimulation extends Simulation {

	private static final Duration PAUSE = Duration.ofMillis(500);

	/** As {@code generate.sql} names them. */
	private static final String CAMPAIGN = "/campagnes/00000000-0000-4000-8000-00000000000";

	private static final List<String> WORDS = List.of("victor exemple", "louise fictif beauclair", "simone modele",
			"rosa esquise", "college jules patron");

	public DaySimulation() {
		HttpProtocolBuilder protocol = http.baseUrl(System.getProperty("outreach.load.base"))
			.acceptHeader("text/html")
			.acceptEncodingHeader("gzip");
		int users = Integer.getInteger("outreach.load.users");
		int rounds = Integer.getInteger("outreach.load.rounds");
		ScenarioBuilder day = scenario("day").exec(signIn(4, 17), repeat(rounds).on(round()));
		ScenarioBuilder ambassadors = scenario("ambassadors").exec(signIn(21, 10), repeat(rounds).on(ambassadorsRound()));
		setUp(day.injectOpen(atOnceUsers(users)).andThen(ambassadors.injectOpen(atOnceUsers(users)))).protocols(protocol)
			.assertions(forAll().failedRequests().count().is(0L), forAll().responseTime().percentile(50).lte(25),
					forAll().responseTime().percentile(95).lte(100), forAll().responseTime().max().lte(1000))
			.maxDuration(Duration.ofMinutes(12));
	}

	/** As one of so many accounts, from the first on. */
	private static ChainBuilder signIn(int first, int accounts) {
		return exec(http("sign-in page").get("/connexion").check(css("main input[name=_csrf]", "value").saveAs("csrf")),
				http("sign-in").post("/connexion")
					.formParam("_csrf", "#{csrf}")
					.formParam("email", (session) -> "personne" + (first + session.userId() % accounts) + "@charge.example")
					.formParam("password", LoadRun.PASSWORD)
					.disableFollowRedirect()
					.check(status().is(302)));
	}

	private static ChainBuilder round() {
		return exec((session) -> session.setAll(draw()))
			.exec(http("search").get("/etablissements").queryParam("q", "#{words}").check(status().is(200)))
			.pause(PAUSE)
			.exec(http("list, first page").get("/etablissements").check(status().is(200)))
			.pause(PAUSE)
			.exec(http("list, last page").get("/etablissements?page=2800").check(status().is(200)))
			.pause(PAUSE)
			.exec(http("school record").get("/etablissements/#{uai}").check(status().is(200)))
			.pause(PAUSE)
			.exec(http("school record, 500 exchanges").get("/etablissements/7000009F").check(status().is(200)))
			.pause(PAUSE)
			.exec(http("contact list").get("/contacts").check(status().is(200)))
			.pause(PAUSE)
			.exec(http("exchange form").get("/echanges/nouveau?etablissement=#{uai}")
				.check(status().is(200), css("form.log input[name=_csrf]", "value").saveAs("csrf")))
			.pause(PAUSE)
			.exec(http("log a call").post("/echanges")
				.formParam("_csrf", "#{csrf}")
				.formParam("id", "#{id}")
				.formParam("uai", "#{uai}")
				.formParam("channel", "TELEPHONE")
				.formParam("direction", "SORTANT")
				.formParam("outcome", "JOINT")
				.formParam("approach", "FROID")
				.formParam("date", "2026-01-12")
				.formParam("time", "10:30")
				.formParam("next", "SEMAINE")
				.formParam("nextKind", "APPEL")
				.formParam("stage", "AUTO")
				.formParam("notes", "Échange de l’essai de charge.")
				.disableFollowRedirect()
				.check(status().is(302)))
			.pause(PAUSE)
			.exec(http("queue's next entry").get("/appels/suivant")
				.disableFollowRedirect()
				.check(status().is(302), headerRegex("Location", "(/appels/[0-9a-f-]{36})").saveAs("call")))
			.exec(http("queue's next entry, the cockpit").get("#{call}")
				.check(status().is(200), field("_csrf").saveAs("csrf"), field("id").saveAs("exchange"),
						field("uai").saveAs("school"), field("followUp").saveAs("followUp"),
						field("date").saveAs("date"), field("time").saveAs("time"),
						field("slot").withDefault("").saveAs("slot")))
			.pause(PAUSE)
			.exec(http("log a call from the queue").post("/echanges")
				.formParam("_csrf", "#{csrf}")
				.formParam("id", "#{exchange}")
				.formParam("uai", "#{school}")
				.formParam("followUp", "#{followUp}")
				.formParam("queue", "true")
				.formParam("channel", "TELEPHONE")
				.formParam("direction", "SORTANT")
				.formParam("outcome", "SANS_REPONSE")
				.formParam("approach", "FROID")
				.formParam("date", "#{date}")
				.formParam("time", "#{time}")
				.formParam("next", "AUTO")
				.formParam("slot", "#{slot}")
				.formParam("nextKind", "APPEL")
				.formParam("stage", "AUTO")
				.formParam("action", "save")
				.disableFollowRedirect()
				.check(status().is(302), headerRegex("Location", "(/appels/suivant)")))
			.pause(PAUSE)
			.exec(http("today").get("/").check(status().is(200)))
			.pause(PAUSE)
			.exec(http("dashboard").get("/tableau-de-bord").check(status().is(200)))
			.pause(PAUSE)
			.exec(http("dashboard of a département").get("/tableau-de-bord?departement=#{departement}&type=COLLEGE").check(status().is(200)))
			.pause(PAUSE)
			.doIf((session) -> session.userId() == 1)
			.then(exec(http("dashboard, counted anew").get("/tableau-de-bord?actualiser=oui").check(status().is(200)))
				.pause(PAUSE))
			.exec(http("exchanges of a month").get("/tableau-de-bord/echanges?page=50").check(status().is(200)))
			.pause(PAUSE)
			.exec(http("pipeline").get("/pipeline").check(status().is(200)))
			.pause(PAUSE)
			.exec(http("pipeline, board").get("/pipeline?vue=tableau").check(status().is(200)))
			.pause(PAUSE)
			.exec(http("to take up again").get("/pipeline/a-relancer").check(status().is(200)))
			.pause(PAUSE)
			.exec(http("season").get("/tableau-de-bord/saison").check(status().is(200)))
			.pause(PAUSE)
			.exec(http("campaign of calls").get(CAMPAIGN + "1").check(status().is(200)))
			.pause(PAUSE)
			.exec(http("campaign for the whole country").get(CAMPAIGN + "3").check(status().is(200)))
			.pause(PAUSE)
			.exec(http("whom to contact next").get(CAMPAIGN + "1/destinataires?etat=a-contacter").check(status().is(200)))
			.pause(PAUSE)
			.exec(http("journal").get("/journal").check(status().is(200)))
			.pause(PAUSE)
			.exec(http("what works").get("/argumentaire/efficacite").check(status().is(200)))
			.pause(PAUSE)
			.exec(http("exchanges behind a figure").get("/argumentaire/efficacite/echanges?approche=FROID&dont=suivis&page=100").check(status().is(200)))
			.pause(PAUSE);
	}

	private static ChainBuilder ambassadorsRound() {
		return exec(http("ambassador's home").get("/").check(status().is(200))).pause(PAUSE)
			.exec(http("ambassador's contact list").get("/contacts").check(status().is(200)))
			.pause(PAUSE)
			.exec(http("ambassador's people to confirm").get("/toujours-en-poste").check(status().is(200)))
			.pause(PAUSE)
			.exec(http("ambassador's kit").get("/kit").check(status().is(200)))
			.pause(PAUSE);
	}

	/** The first value of a field of the cockpit's form. */
	private static CheckBuilder.MultipleFind<String> field(String name) {
		return css("form.log input[name=" + name + "]", "value");
	}

	private static Map<String, Object> draw() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		int number = 7_000_000 + 9 * (1 + random.nextInt(7_700));
		return Map.of("uai", number + "" + "ABCDEFGHJKLMNPRSTUVWXYZ".charAt(number % 23), "id",
				UUID.randomUUID().toString(), "words", WORDS.get(random.nextInt(WORDS.size())), "departement",
				"%03d".formatted(21 + random.nextInt(75)));
	}

}
