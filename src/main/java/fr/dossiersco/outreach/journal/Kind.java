package fr.dossiersco.outreach.journal;

import fr.dossiersco.outreach.account.CurrentAccount;

/**
 * What can happen. Of two events at the same instant the later kind is told first, as
 * what it brought about comes after an exchange. Addresses and feeds keep the names.
 */
enum Kind {

	PERSON_ADDED(Family.PEOPLE,
			Source.of("contact t", "t.created_at")
				.by("t.created_by")
				.in(new Scope("t.uai", "t.id", "t.academies @> array[:academie]::text[]",
						"t.academies @> array[:academie]::text[] and t.departement = :departement", "t.uai = :uai",
						"t.id = :person", false))),

	POST_BEGUN(Family.PEOPLE, post("t.started_on")),

	POST_LEFT(Family.PEOPLE, post("t.ended_on")),

	SEAT_BEGUN(Family.PEOPLE, seat("t.started_on")),

	SEAT_LEFT(Family.PEOPLE, seat("t.ended_on")),

	RECORDS_MERGED(Family.PEOPLE, merge("t.merged_at", "t.merged_by")),

	MERGE_UNDONE(Family.PEOPLE, merge("t.undone_at", "t.undone_by").which("t.undone_at is not null")),

	ACQUAINTANCE_NOTED(Family.INTRODUCTIONS, Source.of("acquaintance t", "t.noted_at")
		.by("t.noted_by")
		.in(both("t.one", "t.other"))
		.detail("concat_ws(' : ', (select nullif(concat_ws(' ', c.given_name, c.family_name), '') from contact c "
				+ "where c.id = t.other), t.note)")),

	INTRODUCTION_ASKED(Family.INTRODUCTIONS, introduction("t.asked_at", "t.asked_by").detail("t.reason")),

	INTRODUCTION_ANSWERED(Family.INTRODUCTIONS,
			introduction("t.outcome_at", "t.outcome_by").which("t.outcome_at is not null")
				.words(Word.lower("t.outcome", "introduction.outcome."))
				.detail("t.outcome_note")),

	EXCHANGE_LOGGED(Family.EXCHANGES,
			Source.of("interaction t", "t.recorded_at")
				.by("t.author")
				.in(Scope.schoolAndPerson("t"))
				.variant("case when paris_day(t.occurred_at) <> paris_day(t.recorded_at) then 'later' end")
				.words(Word.label("t.channel", "journal.channel."), Word.lower("t.outcome", "interaction.outcome."),
						Word.day("paris_day(t.occurred_at)"))
				.detail("t.notes")
				.readAt("/echanges/", "t.id::text")),

	EXCHANGE_CORRECTED(Family.EXCHANGES,
			Source.of("interaction_correction t join interaction i on i.id = t.interaction_id", "t.corrected_at")
				.by("t.corrected_by")
				.in(Scope.schoolAndPerson("i"))
				.words(Word.lower("t.detail", "interaction.detail."))
				.readAt("/echanges/", "i.id::text")),

	STEP_CLOSED(Family.STEPS,
			Source.of("follow_up t", "t.closed_at")
				.by("t.closed_by")
				.in(Scope.schoolAndPerson("t"))
				.which("t.closed_at is not null")
				.variant("t.closure")
				.words(Word.label("t.kind", "journal.step."))
				.detail("t.closure_note")),

	STAGE_MOVED(Family.STAGES,
			Source.of("stage_move t", "t.moved_at")
				.by("t.moved_by")
				.in(Scope.school("t"))
				.variant("case when t.from_stage is null then 'first' end")
				.words(Word.text("(select s.label from stage s where s.code = t.to_stage)"),
						Word.text("(select s.label from stage s where s.code = t.from_stage)"))
				.detail("t.reason")
				.readAt("/echanges/", "t.interaction_id::text")),

	OWNER_CHANGED(Family.OWNERS,
			owner("t.changed_at")
				.variant("case when t.to_owner is null then 'nobody' when t.from_owner is null then 'first' end")),

	OWNER_RESTORED(Family.OWNERS,
			owner("t.undone_at").which("t.undone_at is not null")
				.variant("case when t.from_owner is null then 'first' end")),

	OWNERS_CHANGED(Family.OWNERS, owners("t.changed_at", "true").which("t.schools > 1")
		.variant(
				"case when t.to_owner is null then 'nobody' else 'somebody' end || case when t.from_several then '.several' "
						+ "when t.from_owner is null then '.first' else '' end")),

	OWNERS_RESTORED(Family.OWNERS, owners("t.undone_at", "o.undone_at is not null")
		// Of those that an ambassador knows, none may have been given back.
		.which("t.undone_at is not null and t.schools > 1 and exists (select from owner_change o where o.batch = t.id and o.undone_at is not null)")
		.variant("case when t.from_several then 'several' when t.from_owner is null then 'first' end")),

	STEP_OPENED(Family.STEPS,
			Source.of("follow_up t", "t.opened_at")
				.by("t.opened_by")
				.in(Scope.schoolAndPerson("t"))
				.words(Word.label("t.kind", "journal.step."), Word.day("t.due_on"))
				.detail("t.note")),

	CALL_OVERRIDDEN(Family.STEPS,
			Source.of("call_override t join follow_up f on f.id = t.follow_up_id", "t.at")
				.by("t.account_id")
				.in(Scope.schoolAndPerson("f"))
				.detail("t.reason")),

	SCHOOL_RESTED(Family.STEPS,
			Source.of("school_rest t", "t.noted_at")
				.by("t.noted_by")
				.in(Scope.school("t"))
				.words(Word.day("t.until"))
				.detail("t.reason")),

	ATTITUDE_NOTED(Family.STANCES,
			Source.of("attitude_note t", "t.noted_at")
				.by("t.noted_by")
				.in(Scope.person("t.contact_id"))
				.words(Word.lower("t.attitude", "contact.attitude."))
				.detail("t.reason")
				.readAt("/echanges/", "t.interaction_id::text")),

	OPPOSITION_DECLARED(Family.STANCES,
			Source.of("opposition t", "t.declared_at")
				.by("t.declared_by")
				.in(Scope.person("t.contact_id"))
				.detail("t.reason")),

	OPPOSITION_LIFTED(Family.STANCES,
			Source.of("opposition t", "t.lifted_at")
				.by("t.lifted_by")
				.in(Scope.person("t.contact_id"))
				.which("t.lifted_at is not null")),

	APPOINTMENT_OFFERED(Family.APPOINTMENTS,
			appointment("t.offered_at").by("t.offered_by").words(Word.number("cardinality(t.offered)"))),

	APPOINTMENT_ANSWERED(Family.APPOINTMENTS,
			appointment("t.answered_at").which("t.answered_at is not null")
				.variant("case when t.status = 'AUTRE' or t.starts_at is null then 'AUTRE' else 'ACCEPTE' end")
				.words(Word.moment("t.starts_at"))
				.detail("case when t.status = 'AUTRE' then t.wish end")),

	DIRECTORY_IMPORTED(Family.DIRECTORY,
			Source.of("import_run t", "t.finished_at")
				.by("t.account_id")
				.which("t.finished_at is not null")
				.teamOnly()
				.variant("case when t.status <> 'REUSSI' then 'failed' end")
				.words(Word.number("t.created"), Word.number("t.updated"),
						Word.lower("t.status", "establishment.import.status."))
				.detail("t.file_name")
				.readAt("/imports/", "t.id::text")
				.readBy(CurrentAccount::isCoordinator)),

	CLOSURE_DECIDED(Family.DIRECTORY,
			Source.of("establishment_closure t", "t.decided_at")
				.by("t.decided_by")
				.in(Scope.directory("t"))
				.which("t.decided_at is not null")
				.teamOnly()
				.variant("t.decision")),

	SCHOOL_CORRECTED(Family.DIRECTORY, correction("t.corrected_at", "t.corrected_by").detail("t.reason")),

	CORRECTION_WITHDRAWN(Family.DIRECTORY,
			correction("t.withdrawn_at", "t.withdrawn_by").which("t.withdrawn_at is not null")),

	CAMPAIGN_OPENED(Family.CAMPAIGNS, campaign("t.created_at", "t.created_by").detail("t.purpose")),

	CAMPAIGN_CLOSED(Family.CAMPAIGNS, campaign("t.closed_at", "t.closed_by").which("t.closed_at is not null")),

	GUIDE_WRITTEN(Family.PLAYBOOK, Source.of("profile_guide t", "t.written_at")
		// Nothing else tells one version apart.
		.id("md5(t.profile || t.number)::uuid")
		.by("t.written_by")
		.which("t.written_by is not null")
		.words(Word.label("t.profile", "contact.profile."), Word.text("t.number::text"))
		.readAt("/argumentaire/profils/", "t.profile || '/versions/' || t.number")),

	OBJECTION_ADDED(Family.PLAYBOOK,
			Source.of("objection t", "t.created_at")
				.by("t.created_by")
				.which("t.created_by is not null")
				.words(Word.text("t.label"))
				.readAt("/argumentaire/objections/", "t.id::text")),

	HOURS_SET(Family.HOURS,
			Source.of("opening_hours t", "t.set_at")
				.by("t.set_by")
				.in(hours())
				.which("t.set_by is not null")
				.ofAmbassador("(t.contact_id is not null or t.academie = any (outreach_academies()))")
				.variant("case when t.contact_id is null then 'school' else 'person' end")
				.detail("t.note")),

	USUAL_HOURS_SET(Family.HOURS,
			Source.of("usual_hours t", "t.set_at").by("t.set_by").which("t.set_by is not null").detail("t.note")),

	HOLIDAYS_IMPORTED(Family.HOURS,
			Source.of("holiday_import t", "t.imported_at")
				.by("t.imported_by")
				.words(Word.number("t.periods"))
				.detail("t.file_name")),

	CLOSED_PERIOD_ENTERED(Family.HOURS, closedPeriod("t.entered_at", "t.entered_by")),

	CLOSED_PERIOD_WITHDRAWN(Family.HOURS,
			closedPeriod("t.withdrawn_at", "t.withdrawn_by").which("t.withdrawn_at is not null"));

	private final Family family;

	private final Source source;

	Kind(Family family, Source source) {
		this.family = family;
		this.source = source;
	}

	Family family() {
		return this.family;
	}

	Source source() {
		return this.source;
	}

	private static Source post(String day) {
		return Source.daily("post t", day)
			.in(Scope.schoolAndPerson("t"))
			.which(day + " is not null")
			.variant("case when t.title is not null then 'titled' end")
			.words(Word.lower("t.profile", "contact.profile."), Word.text("t.title"));
	}

	private static Source seat(String day) {
		return Source.daily("seat t", day)
			.in(Scope.schoolAndPerson("t"))
			.which(day + " is not null")
			.words(Word.lower("t.board", "contact.seat.board."));
	}

	private static Source merge(String at, String by) {
		return Source.of("contact_merge t", at)
			.by(by)
			.in(Scope.person("t.kept_id"))
			.teamOnly()
			.detail("t.dropped_name")
			.readAt("/contacts/doublons/fusions", "''");
	}

	private static Source introduction(String at, String by) {
		return Source.of("introduction t", at)
			.by(by)
			.in(Scope.schoolAndPerson("t"))
			.readAt("/introductions/", "t.id::text");
	}

	private static Source appointment(String at) {
		return Source.of("appointment t join follow_up f on f.id = t.follow_up_id", at)
			.in(Scope.schoolAndPerson("f"))
			.readAt("/rendez-vous/", "t.id::text");
	}

	private static Source owner(String at) {
		return Source.of("owner_change t", at)
			.by("t.changed_by")
			.in(Scope.school("t"))
			.alone("t.alone")
			.words(account("t.to_owner"), account("t.from_owner"));
	}

	/** Of many schools at once; an ambassador is told of those that they know. */
	private static Source owners(String at, String counted) {
		String ofThem = "exists (select from owner_change o join establishment e on e.uai = o.uai where o.batch = t.id and o.academie = :academie";
		return Source.of("owner_handover t", at)
			.by("t.changed_by")
			.in(new Scope("null", "null", ofThem + ")", ofThem + " and e.departement = :departement)", null, null,
					false))
			.words(account("t.to_owner"), account("t.from_owner"),
					Word.number("select count(*) from owner_change o where o.batch = t.id and " + counted))
			.detail("""
					(select string_agg(e.name, ', ') || case when t.schools > 5 then '…' else '' end
						from (select o.uai from owner_change o where o.batch = t.id and %s order by o.academie, o.uai limit 5) o
							join establishment e on e.uai = o.uai)"""
				.formatted(counted));
	}

	private static Word account(String id) {
		return Word.text("(select a.name from account a where a.id = " + id + ")");
	}

	private static Source correction(String at, String by) {
		return Source.of("establishment_correction t", at)
			.by(by)
			.in(Scope.directory("t"))
			.ofAmbassador("(select e.academie from establishment e where e.uai = t.uai) = any (outreach_academies())")
			.words(Word.lower("t.field", "establishment.field."));
	}

	private static Source campaign(String at, String by) {
		return Source.of("phone_campaign t", at)
			.by(by)
			.words(Word.text("t.name"))
			.readAt("/appels/campagnes/", "t.id::text")
			.readBy(CurrentAccount::isTeam);
	}

	private static Source closedPeriod(String at, String by) {
		String academie = "coalesce(t.academie, (select d.academie from departement d where d.code = t.departement))";
		return Source.of("closed_period t", at)
			.by(by)
			.in(Scope.of("t.uai", "null", academie,
					"coalesce(t.departement, (select e.departement from establishment e where e.uai = t.uai))", null))
			.ofAmbassador("(t.zone is not null or " + academie + " = any (outreach_academies()))")
			.words(Word.day("t.first_day"), Word.day("t.last_day"))
			.detail("t.reason");
	}

	/** Of a school, else of a person. */
	private static Scope hours() {
		Scope school = Scope.school("t");
		Scope person = Scope.person("t.contact_id");
		return new Scope("t.uai", "t.contact_id", "(" + school.ofAcademie() + " or " + person.ofAcademie() + ")",
				"(" + school.ofDepartement() + " or " + person.ofDepartement() + ")", school.ofSchool(),
				person.ofPerson(), false);
	}

	/** Of two people at once. */
	private static Scope both(String one, String other) {
		Scope first = Scope.person(one);
		return new Scope(first.uai(), one, first.ofAcademie(), first.ofDepartement(), first.ofSchool(),
				"(" + one + " = :person or " + other + " = :person)", false);
	}

}
