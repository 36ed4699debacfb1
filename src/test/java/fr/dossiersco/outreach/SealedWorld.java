package fr.dossiersco.outreach;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.Role;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * An académie with one row at least of everything that leads to someone: a school, three
 * people there, what was said with them, what is promised to them, and the ambassador who
 * serves it. Whatever is written of them holds {@link #secret}, a word that stands
 * nowhere else; a search finds it by {@link #mark}, its beginning.
 * <p>
 * A new table that leads to someone gets its row in {@link #fill}:
 * {@code SealedDatabaseTests} fails until it has one.
 */
final class SealedWorld {

	/** What all worlds share, as all académies do: what the team writes for everyone. */
	record Common(CurrentAccount team, UUID message, UUID campaign, UUID publication, UUID argument, UUID objection,
			UUID answer, UUID run, UUID review) {
	}

	private static final AtomicInteger phones = new AtomicInteger(100_000);

	final String mark;

	final String secret;

	final String academie;

	final String departement;

	final String uai;

	/** In E.164, of the person. */
	final String phone;

	final String email;

	final String code;

	final CurrentAccount ambassador;

	/** The id of the row of each table that a route may name. */
	private final Map<String, Object> ids = new LinkedHashMap<>();

	/** The keys of all its rows, by table, as PostgreSQL writes a row. */
	private final Map<String, List<String>> keys = new LinkedHashMap<>();

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private final LocalDate today = LocalDate.ofInstant(this.now, java.time.ZoneId.of("Europe/Paris"));

	private final JdbcClient owner;

	private final Tables tables;

	private SealedWorld(JdbcClient owner, Tables tables, Common common, String uai, String departement,
			String academie) {
		this.owner = owner;
		this.tables = tables;
		this.mark = "zqx" + letters();
		this.secret = this.mark + "cache";
		this.departement = departement;
		this.academie = academie;
		this.uai = uai;
		this.phone = "+33756%06d".formatted(phones.getAndIncrement());
		this.email = this.mark + "courriel@college.example";
		this.code = letters().replaceAll("[^a-hjkmnp-z]", "k") + "22";
		this.ambassador = new CurrentAccount(UUID.randomUUID(), this.mark + "@essais.example",
				"Ambassade " + this.mark + "nom", Role.AMBASSADOR, new TreeSet<>(List.of(academie)));
		this.ids.put("account", this.ambassador.id());
		this.ids.putAll(Map.of("message", common.message(), "campaign", common.campaign(), "publication",
				common.publication(), "argument", common.argument(), "objection", common.objection(), "answer",
				common.answer(), "run", common.run(), "stale_review", common.review()));
		fill(common);
	}

	/**
	 * A new one, written by the database's owner.
	 * @param uai a school in the département that nobody knows yet
	 */
	static SealedWorld at(String uai, String departement, String academie, Common common, DataSource owner) {
		try (java.sql.Connection connection = owner.getConnection()) {
			connection.setAutoCommit(false);
			JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
			SealedWorld world = new SealedWorld(jdbc, Tables.of(jdbc), common, uai, departement, academie);
			connection.commit();
			return world;
		}
		catch (java.sql.SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What the team writes for everyone, once. */
	static Common common(Given given, DataSource owner) {
		JdbcClient jdbc = JdbcClient.create(owner);
		CurrentAccount team = given.coordinator();
		UUID message = given.message("Un message pour tous", "Bonjour {{prenom}}", null, team.id());
		UUID campaign = UUID.randomUUID();
		UUID publication = UUID.randomUUID();
		UUID objection = UUID.randomUUID();
		UUID answer = UUID.randomUUID();
		UUID run = UUID.randomUUID();
		jdbc.sql("insert into campaign (id, name, purpose, channel, source, starts_on, owner, created_at, created_by, "
				+ "launched_at, launched_by, version) values (:id, 'Passer le mot', 'Dire que le service existe', "
				+ "'AMBASSADEURS', '/contacts', current_date - 7, :me, now(), :me, now(), :me, 0)")
			.param("id", campaign)
			.param("me", team.id())
			.update();
		jdbc.sql("insert into campaign_post (id, campaign_id, place, published_on, published_by, recorded_at, "
				+ "recorded_by, version) values (:id, :campaign, 'Un forum', current_date, :me, now(), :me, 0)")
			.param("id", publication)
			.param("campaign", campaign)
			.param("me", team.id())
			.update();
		jdbc.sql("insert into campaign_message (campaign_id, template_id, added_at, added_by) values (?, ?, now(), ?)")
			.params(campaign, message, team.id())
			.update();
		jdbc.sql("insert into objection (id, label, created_by) values (?, ?, ?)")
			.params(objection, "Objection " + objection, team.id())
			.update();
		jdbc.sql("insert into objection_answer (id, objection_id, position, text) values (?, ?, 1, 'Une réponse')")
			.params(answer, objection)
			.update();
		jdbc.sql("insert into import_run (id, status, origin, file_name, account_id, created_at) "
				+ "values (?, 'REUSSI', 'FICHIER', 'annuaire.csv', ?, now())")
			.params(run, team.id())
			.update();
		UUID review = UUID.randomUUID();
		jdbc.sql("insert into stale_review (id, closed_at, closed_by) values (?, now(), ?)")
			.params(review, team.id())
			.update();
		UUID argument = jdbc.sql("select id from argument where retired_at is null order by position limit 1")
			.query(UUID.class)
			.single();
		return new Common(team, message, campaign, publication, argument, objection, answer, run, review);
	}

	/** The id that a route or a parameter names, by the name under which it was kept. */
	String id(String name) {
		return String.valueOf(Objects.requireNonNull(this.ids.get(name), () -> "The world has no " + name));
	}

	boolean has(String name) {
		return this.ids.containsKey(name);
	}

	/** All the ids that were kept, of whatever. */
	Collection<String> ids() {
		return this.ids.values().stream().map(String::valueOf).toList();
	}

	Map<String, List<String>> keys() {
		return this.keys;
	}

	/** All that tells of its people, as a page or a file may write it. */
	List<String> telltales() {
		return List.of(this.secret, this.phone.substring(3), this.email, this.ambassador.email());
	}

	private void fill(Common common) {
		UUID team = common.team().id();
		UUID me = this.ambassador.id();
		Instant before = this.now.minus(2, ChronoUnit.DAYS);
		String hours = "1 13:30-17:00";

		// Who serves it, and what is theirs alone.
		add("account", "id", me, "email", this.ambassador.email(), "name", this.ambassador.name(), "role", "AMBASSADOR",
				"created_at", before, "version", 0);
		add("account_academie", "account_id", me, "academie", this.academie);
		add("account_departement", "account_id", me, "academie", this.academie, "departement", this.departement);
		add("account_change", "account_id", me, "kind", "DESACTIVATION", "reason", text("motif du compte"),
				"changed_at", before, "changed_by", team);
		add("account_invitation", "email", this.secret + "@invite.example", "name", text("invitée"), "role",
				"AMBASSADOR", "academies", "{" + this.academie + "}", "token_hash", bytes(), "invited_by", team,
				"invited_at", before, "expires_at", this.now.plus(5, ChronoUnit.DAYS));
		keep("account_identity", add("account_identity", "issuer", "https://fournisseur.example", "subject",
				text("sujet"), "account_id", me, "linked_at", before));
		add("credential", "account_id", me, "password", text("mot de passe"), "changed_at", before, "version", 0);
		add("sign_in", "account_id", me, "last_at", before);
		add("sign_in_link", "token_hash", bytes(), "account_id", me, "purpose", "CONNEXION", "asked_at", before,
				"expires_at", this.now.plus(1, ChronoUnit.DAYS));
		keep("passkey",
				add("passkey", "credential_id", bytes(), "account_id", me, "label", text("clé"), "public_key", bytes(),
						"signature_count", 0, "verified", true, "backup_eligible", false, "backed_up", false,
						"transports", "{internal}", "attestation_object", bytes(), "attestation_client_data", bytes(),
						"added_at", before));
		add("personal_feed", "kind", "AGENDA", "account_id", me, "token_hash", bytes(), "with_names", true,
				"created_at", before);
		add("list_export", "account_id", me, "title", text("liste"), "address", "/contacts?q=" + this.secret, "format",
				"CSV", "personal", true, "started_at", before);
		UUID mail = add("outgoing_mail", "to_address", this.email, "to_name", text("destinataire"), "subject",
				text("objet"), "text_body", text("courriel"), "html_body", text("courriel"), "unsubscribe_link",
				text("lien"), "origin", "digest", "created_at", before, "created_by", me, "next_attempt_at",
				this.now.plus(9, ChronoUnit.DAYS), "last_error", text("erreur"));
		keep("mail", mail);
		add("digest_subscription", "account_id", me, "subscribed_at", before);
		add("digest", "account_id", me, "week", "2024-W10", "mail_id", mail, "token_hash", bytes(), "made_at", before);
		add("kit_text", "account_id", me, "template_id", common.message(), "subject", text("objet"), "body",
				text("mots"), "template_version", 0, "changed_at", before, "version", 0);
		UUID link = keep("kit_link", add("kit_link", "code", this.code, "account_id", me, "template_id",
				common.message(), "channel", "FORUM", "academies", "{" + this.academie + "}", "created_at", before));
		add("kit_visit", "link_id", link, "day", this.today, "visits", 7);

		// The school, and what the team says of it besides the public directory.
		keep("establishment", this.uai);
		this.keys.put("establishment", new ArrayList<>(List.of("(" + this.uai + ")")));
		add("establishment_correction", "uai", this.uai, "field", "web", "value", "https://college.example", "reason",
				text("motif de correction"), "corrected_at", before, "corrected_by", team);
		keep("closure", add("establishment_closure", "uai", this.uai, "run_id", common.run(), "extract_date",
				this.today, "proposed_at", before));
		add("opening_hours", "uai", this.uai, "academie", this.academie, "hours", hours, "wish", false, "note",
				text("note d’horaires"), "set_at", before, "set_by", team);
		keep("closed_period",
				add("closed_period", "uai", this.uai, "academie", this.academie, "first_day", this.today.plusDays(30),
						"last_day", this.today.plusDays(30), "reason", text("motif de fermeture"), "entered_at", before,
						"entered_by", team));
		keep("kit_arrival", add("kit_arrival", "link_id", link, "uai", this.uai, "academie", this.academie, "came_on",
				this.today, "noted_at", before, "noted_by", team));
		add("pursuit", "uai", this.uai, "academie", this.academie, "stage", "INTERESSE", "since", before, "owner", team,
				"version", 0);
		add("school_rest", "uai", this.uai, "academie", this.academie, "reason", text("motif de repos"), "until",
				this.today.minusDays(1), "noted_at", before, "noted_by", team);
		add("stale_review_school", "review_id", common.review(), "uai", this.uai, "academie", this.academie);
		keep("stale_todo", add("stale_todo", "uai", this.uai, "academie", this.academie, "text", text("à faire"),
				"written_at", before, "written_by", team));
		UUID batch = keep("owner_handover", add("owner_handover", "to_owner", team, "from_several", false, "schools", 1,
				"changed_at", before, "changed_by", team));
		add("owner_change", "batch", batch, "uai", this.uai, "academie", this.academie, "to_owner", team, "changed_at",
				before, "changed_by", team, "alone", true);

		// Its people.
		UUID person = keep("contact", person("personne", me));
		UUID ally = keep("ally", person("alliée", me));
		UUID heir = keep("heir", person("relève", me));
		add("contact_phone", "contact_id", person, "position", 0, "number", this.phone, "label", text("ligne"));
		add("contact_email", "contact_id", person, "position", 0, "address", this.email);
		UUID organisation = keep("organisation", add("organisation", "name", text("fédération"), "kind", "FEDERATION",
				"academie", this.academie, "version", 0));
		UUID post = keep("post", post(person));
		post(ally);
		post(heir);
		add("post", "contact_id", heir, "organisation_id", organisation, "academie", this.academie, "title",
				text("fonction"), "main", false);
		keep("seat", add("seat", "contact_id", person, "uai", this.uai, "academie", this.academie, "board",
				"CONSEIL_ADMINISTRATION", "started_on", this.today.minusDays(90)));
		add("opening_hours", "contact_id", person, "hours", hours, "wish", true, "note", text("souhait"), "set_at",
				before, "set_by", team);
		keep("opposition", add("opposition", "contact_id", heir, "declared_at", before, "declared_by", team, "reason",
				text("motif d’opposition")));
		keep("acquaintance", add("acquaintance", "one", person, "other", ally, "kind", "ANCIEN_COLLEGUE", "note",
				text("note de lien"), "noted_at", before, "noted_by", team));
		add("contact_distinction", "one", (ally.toString().compareTo(heir.toString()) < 0) ? ally : heir, "other",
				(ally.toString().compareTo(heir.toString()) < 0) ? heir : ally, "noted_at", before, "noted_by", team);
		keep("contact_merge",
				add("contact_merge", "kept_id", ally, "dropped_id", UUID.randomUUID(), "dropped_name", text("doublon"),
						"academies", "{" + this.academie + "}", "held",
						"{\"notes\": \"" + text("ancienne fiche") + "\"}", "merged_at", before, "merged_by", team));

		// What is promised to them.
		UUID calls = keep("phone_campaign",
				add("phone_campaign", "name", text("liste d’appels"), "purpose", text("but"), "focus",
						text("arguments"), "done_when", text("fini quand"), "starts_on", this.today.minusDays(7),
						"source", "/contacts?q=" + this.secret, "created_at", before, "created_by", team, "outreach_id",
						null, "version", 0));
		add("phone_campaign_caller", "campaign_id", calls, "account_id", me);
		UUID done = keep("closed_follow_up",
				add("follow_up", "uai", this.uai, "contact_id", person, "academie", this.academie, "kind", "APPEL",
						"due_on", this.today.minusDays(3), "note", text("relance faite"), "owner", me, "opened_at",
						before, "opened_by", me, "closed_at", this.now, "closed_by", me, "closure", "FAIT",
						"closure_note", text("fin de relance"), "override_reason", text("hors horaires"), "version",
						0));
		UUID step = keep("follow_up",
				add("follow_up", "uai", this.uai, "contact_id", person, "academie", this.academie, "kind", "APPEL",
						"due_on", this.today.minusDays(1), "note", text("relance"), "owner", me, "opened_at", before,
						"opened_by", me, "campaign_id", calls, "closure_note", null, "override_reason",
						text("hors horaires"), "version", 0));
		Instant agreed = this.today.plusDays(8).atTime(10, 0).atZone(java.time.ZoneId.of("Europe/Paris")).toInstant();
		keep("agreed_follow_up",
				add("follow_up", "uai", this.uai, "contact_id", person, "academie", this.academie, "kind", "APPEL",
						"due_on", this.today.plusDays(8), "due_time", "10:00", "starts_at", agreed, "ends_at",
						agreed.plus(20, ChronoUnit.MINUTES), "agreed", true, "note", text("rendez-vous"), "owner", me,
						"opened_at", before, "opened_by", me, "override_reason", text("hors horaires"), "version", 0));
		add("follow_up_handover", "batch", batch, "follow_up_id", step, "from_owner", team, "to_owner", me);
		add("call_reservation", "target", this.uai, "academie", this.academie, "account_id", me, "since", before,
				"until", this.now.plus(1, ChronoUnit.HOURS));
		add("call_skip", "follow_up_id", done, "account_id", me, "until", this.now.plus(1, ChronoUnit.HOURS));
		add("call_override", "follow_up_id", step, "account_id", me, "reason", text("passage outre"), "at", before);
		keep("appointment",
				add("appointment", "follow_up_id", step, "token_hash", bytes(), "offered",
						"{\"" + this.now.plus(2, ChronoUnit.DAYS) + "\"}", "offered_at", before, "offered_by", me,
						"expires_at", this.now.plus(2, ChronoUnit.DAYS), "status", "AUTRE", "answered_at", before,
						"wish", text("autre moment"), "version", 0));

		// What was said with them.
		UUID exchange = keep("interaction",
				add("interaction", "uai", this.uai, "contact_id", person, "academie", this.academie, "author", me,
						"occurred_at", before, "recorded_at", before, "channel", "TELEPHONE", "direction", "SORTANT",
						"outcome", "JOINT", "approach", "INTRODUIT", "introduced_by", ally, "introduced_by_name", null,
						"notes", text("notes"), "follow_up_id", done, "next_follow_up_id", step, "override_reason",
						text("malgré tout"), "campaign_id", common.campaign(), "document_follow_up_id", null, "version",
						0));
		add("interaction", "uai", this.uai, "academie", this.academie, "author", me, "occurred_at", before,
				"recorded_at", before, "channel", "TELEPHONE", "direction", "ENTRANT", "outcome", "JOINT", "approach",
				"INTRODUIT", "introduced_by_name", text("par qui"), "notes", text("notes"), "override_reason",
				text("malgré tout"), "version", 0);
		add("interaction_argument", "interaction_id", exchange, "argument_id", common.argument(), "reaction",
				"FAVORABLE");
		add("interaction_objection", "interaction_id", exchange, "objection_id", common.objection(), "lifted", false,
				"verbatim", text("dit ainsi"), "answer_id", common.answer());
		add("interaction_participant", "interaction_id", exchange, "contact_id", heir);
		add("interaction_document", "interaction_id", exchange, "document", "CONVENTION");
		add("interaction_correction", "interaction_id", exchange, "corrected_at", this.now, "corrected_by", me,
				"detail", "NOTES", "before", text("avant"), "after", text("après"));
		add("interaction_draft", "account_id", me, "subject", "contact:" + person, "fields",
				"{\"notes\": \"" + text("brouillon") + "\", \"contact\": \"" + person + "\"}", "saved_at", before);
		keep("stage_move",
				add("stage_move", "uai", this.uai, "academie", this.academie, "from_stage", "CONTACTE", "to_stage",
						"INTERESSE", "moved_at", before, "moved_by", me, "reason", text("motif d’étape"), "cause",
						"MAIN"));
		keep("attitude_note", add("attitude_note", "contact_id", person, "attitude", "ALLIE", "noted_at", before,
				"noted_by", me, "reason", text("motif d’attitude"), "interaction_id", exchange));
		keep("introduction",
				add("introduction", "uai", this.uai, "contact_id", person, "academie", this.academie, "introducer_id",
						ally, "reason", text("motif d’introduction"), "message", text("message d’introduction"),
						"asked_at", before, "asked_by", me, "follow_up_id", step, "outcome", "ACCEPTEE", "outcome_at",
						before, "outcome_by", me, "outcome_note", text("suite"), "version", 0));
		add("campaign_recipient", "campaign_id", common.campaign(), "of_person", true, "uai", this.uai, "contact_id",
				person, "academie", this.academie);
		UUID left = post(ally, this.today.minusDays(200), this.today.minusDays(100));
		keep("post_confirmation",
				add("post_confirmation", "post_id", left, "contact_id", ally, "answer", "PARTI", "revision", 0,
						"answered_at", before, "answered_by", me, "last_day", this.today.minusDays(100),
						"replacement_id", heir));
		keep("post_to_confirm", post);

		// Who of them passes the word on: the ambassador is one of its people.
		UUID path = keep("ambassador_path",
				add("ambassador_path", "contact_id", ally, "noted_at", before, "noted_by", me, "words",
						text("volontaire"), "companion", team, "account_id", me, "linked_at", before, "linked_by",
						team));
		keep("ambassador_decision", add("ambassador_decision", "path_id", path, "kind", "ACTIVITE", "reason",
				text("motif de décision"), "decided_at", before, "decided_by", team));
		keep("ambassador_step_done", add("ambassador_step_done", "path_id", path, "step", "POINT", "words",
				text("point fait"), "done_at", before, "done_by", team));
		keep("ambassador_thanks", add("ambassador_thanks", "path_id", path, "words", text("merci"), "thanked_at",
				before, "thanked_by", team));

		// What the team is asked for.
		UUID request = keep("team_request",
				add("team_request", "kind", "QUESTION", "words", text("besoin"), "uai", this.uai, "contact_id", person,
						"academie", this.academie, "asked_at", before, "asked_by", me, "owner", team, "answered_at",
						before, "version", 0));
		add("team_request_message", "request_id", request, "words", text("réponse"), "written_at", before, "written_by",
				team);
		keep("team_request_decision", add("team_request_decision", "request_id", request, "kind", "CONFIEE", "to_owner",
				team, "decided_at", before, "decided_by", team));
		add("team_request_reading", "request_id", request, "account_id", me, "read_at", before);

		// The triggers wrote the trail of all that; a reading is written by the program.
		add("trail_reading", "account_id", me, "contact_id", person, "day", this.today, "place", "FICHE", "times", 1,
				"last_at", this.now);
		this.keys.put("trail_change",
				this.owner
					.sql("select '(' || id || ')' from trail_change where contact_id = any (?) or other_id = any (?)")
					.params(new UUID[] { person, ally, heir }, new UUID[] { person, ally, heir })
					.query(String.class)
					.list());
	}

	/**
	 * What ties people of this académie to people of another one, as the team and the
	 * past tie them.
	 */
	void meets(SealedWorld other, DataSource owner) {
		JdbcClient jdbc = JdbcClient.create(owner);
		write(jdbc,
				"insert into introduction (id, uai, academie, introducer_id, reason, message, asked_at, asked_by, version) "
						+ "values (gen_random_uuid(), ?, ?, ?::uuid, ?, ?, now(), ?, 0)",
				this.uai, this.academie, other.id("ally"), other.text("connaît quelqu’un ici"),
				other.text("pouvez-vous nous introduire ?"), other.ambassador.id());
		write(jdbc,
				"insert into follow_up (id, uai, contact_id, academie, kind, due_on, owner, opened_at, opened_by, version) "
						+ "values (gen_random_uuid(), ?, ?::uuid, ?, 'APPEL', current_date, ?, now(), ?, 0)",
				this.uai, other.id("contact"), this.academie, this.ambassador.id(), this.ambassador.id());
		UUID exchange = UUID.randomUUID();
		write(jdbc,
				"insert into interaction (id, uai, contact_id, academie, author, occurred_at, recorded_at, channel, direction, outcome, "
						+ "approach, introduced_by, version) values (?, ?, ?::uuid, ?, ?, now(), now(), 'TELEPHONE', 'SORTANT', "
						+ "'JOINT', 'INTRODUIT', ?::uuid, 0)",
				exchange, this.uai, other.id("contact"), this.academie, this.ambassador.id(), other.id("ally"));
		write(jdbc, "insert into interaction_participant (interaction_id, contact_id) values (?, ?::uuid)", exchange,
				other.id("heir"));
		write(jdbc,
				"insert into acquaintance (id, one, other, kind, note, noted_at, noted_by) "
						+ "values (gen_random_uuid(), ?::uuid, ?::uuid, 'CONNAIT', ?, now(), ?)",
				this.id("contact"), other.id("contact"), other.text("ils se connaissent"), other.ambassador.id());
		write(jdbc,
				"insert into contact_merge (id, kept_id, dropped_id, dropped_name, academies, held, merged_at, merged_by) "
						+ "values (gen_random_uuid(), ?::uuid, gen_random_uuid(), ?, '{}', '{}', now(), ?)",
				this.id("ally"), other.text("doublon"), other.ambassador.id());
		write(jdbc, "update post_confirmation set replacement_id = ?::uuid where id = ?::uuid", other.id("heir"),
				this.id("post_confirmation"));
		write(jdbc,
				"insert into owner_change (id, batch, uai, academie, to_owner, changed_at, changed_by, alone) "
						+ "values (gen_random_uuid(), ?::uuid, ?, ?, ?, now(), ?, false)",
				this.id("owner_handover"), other.uai, other.academie, other.ambassador.id(), other.ambassador.id());
	}

	private static void write(JdbcClient jdbc, String sql, Object... values) {
		jdbc.sql(sql).params(values).update();
	}

	private UUID person(String which, UUID by) {
		return add("contact", "family_name", text(which), "given_name", text("prénom"), "notes",
				text("notes sur la personne"), "source", text("source"), "academies", "{}", "created_at",
				this.now.minus(300, ChronoUnit.DAYS), "created_by", by, "version", 0);
	}

	private UUID post(UUID person) {
		return post(person, this.today.minusDays(400), null);
	}

	private UUID post(UUID person, LocalDate from, @Nullable LocalDate until) {
		return add("post", "contact_id", person, "uai", this.uai, "academie", this.academie, "profile",
				(until != null) ? "SECRETARIAT" : "INTENDANT", "title", text("titre"), "started_on", from, "ended_on",
				until, "main", until == null);
	}

	/** Something written of its people. */
	private String text(String what) {
		return this.secret + " " + what;
	}

	private <T> T keep(String name, T id) {
		this.ids.put(name, id);
		return id;
	}

	/** Columns and values in turn; an id is drawn where the table wants one. */
	private UUID add(String table, @Nullable Object... columnsAndValues) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (int i = 0; i < columnsAndValues.length; i += 2) {
			values.put((String) Objects.requireNonNull(columnsAndValues[i]), columnsAndValues[i + 1]);
		}
		Map<String, String> types = this.tables.types(table);
		UUID id = (types.containsKey("id") && values.get("id") instanceof UUID given) ? given : UUID.randomUUID();
		if (types.containsKey("id")) {
			values.put("id", id);
		}
		List<String> columns = new ArrayList<>(values.keySet());
		String key = this.owner
			.sql("insert into %s (%s) values (%s) returning row(%s)::text".formatted(table, String.join(", ", columns),
					columns.stream()
						.map((column) -> "cast(? as %s)".formatted(
								Objects.requireNonNull(types.get(column), () -> table + " has no column " + column)))
						.collect(java.util.stream.Collectors.joining(", ")),
					String.join(", ", this.tables.key(table))))
			.params(columns.stream()
				.map(values::get)
				.map((value) -> (value != null) ? value.toString() : null)
				.toList())
			.query(String.class)
			.single();
		this.keys.computeIfAbsent(table, (name) -> new ArrayList<>()).add(key);
		return id;
	}

	private static String bytes() {
		UUID id = UUID.randomUUID();
		return "\\x" + HexFormat.of().toHexDigits(id.getMostSignificantBits())
				+ HexFormat.of().toHexDigits(id.getLeastSignificantBits());
	}

	private static String letters() {
		StringBuilder letters = new StringBuilder();
		UUID.randomUUID()
			.toString()
			.substring(0, 8)
			.chars()
			.forEach((sign) -> letters.append((char) ('a' + Character.digit(sign, 16))));
		return letters.toString();
	}

	/** What the catalogue says of the tables. */
	record Tables(Map<String, Map<String, String>> types, Map<String, List<String>> keys) {

		static Tables of(JdbcClient jdbc) {
			Map<String, Map<String, String>> types = new LinkedHashMap<>();
			Map<String, List<String>> keys = new LinkedHashMap<>();
			jdbc.sql(
					"""
							select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), coalesce(a.attnum = any (i.indkey), false)
							from pg_class c
								join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
								left join pg_index i on i.indrelid = c.oid and i.indisprimary
							where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
							order by c.relname, array_position(i.indkey::int2[], a.attnum), a.attnum""")
				.query((row) -> {
					String table = row.getString(1);
					types.computeIfAbsent(table, (name) -> new LinkedHashMap<>())
						.put(row.getString(2), row.getString(3));
					List<String> key = keys.computeIfAbsent(table, (name) -> new ArrayList<>());
					if (row.getBoolean(4)) {
						key.add(row.getString(2));
					}
				});
			return new Tables(types, keys);
		}

		Map<String, String> types(String table) {
			return Objects.requireNonNull(this.types.get(table), () -> "There is no table " + table);
		}

		List<String> key(String table) {
			return Objects.requireNonNull(this.keys.get(table), () -> "There is no table " + table);
		}

	}

}
