package fr.dossiersco.outreach.interaction;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.ContactBook;
import fr.dossiersco.outreach.contact.ContactCard;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.pipeline.Stage;
import fr.dossiersco.outreach.pipeline.Stages;
import fr.dossiersco.outreach.playbook.Argument;
import fr.dossiersco.outreach.playbook.Objection;
import fr.dossiersco.outreach.playbook.Playbook;
import fr.dossiersco.outreach.scheduling.FollowUpKind;
import fr.dossiersco.outreach.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * All that a caller has before their eyes while logging: who, what was said last, what to
 * say, what is objected.
 */
@Component
class CallSheet {

	private static final String SCHOOL = """
			select e.uai, e.name, e.town, e.academie, e.departement, d.time_zone, s.label as stage,
				(select i.approach from interaction i where i.uai = e.uai order by i.occurred_at desc, i.id limit 1) as approach
			from establishment e
				join departement d on d.code = e.departement
				left join pursuit p on p.uai = e.uai
				left join stage s on s.code = p.stage
			""";

	private final JdbcClient jdbc;

	private final ContactBook contacts;

	private final Timeline timeline;

	private final Stages stages;

	private final Playbook playbook;

	private final Clock clock;

	CallSheet(JdbcClient jdbc, ContactBook contacts, Timeline timeline, Stages stages, Playbook playbook, Clock clock) {
		this.jdbc = jdbc;
		this.contacts = contacts;
		this.timeline = timeline;
		this.stages = stages;
		this.playbook = playbook;
		this.clock = clock;
	}

	Optional<School> school(String uai) {
		return this.jdbc.sql(SCHOOL + " where e.uai = :uai").param("uai", uai).query(School.class).optional();
	}

	/** The schools that someone may mean, the nearest first. */
	List<School> schools(String words) {
		return this.jdbc
			.sql(SCHOOL
					+ """
							where fold(:words) <% e.search
							order by e.state = 'FERME', word_similarity(fold(:words), e.search) desc, e.kind <> 'COLLEGE', e.name collate french, e.uai
							limit 12""")
			.param("words", words)
			.query(School.class)
			.list();
	}

	/** The schools that someone spoke with last. */
	List<School> lastOf(CurrentAccount me) {
		return this.jdbc
			.sql(SCHOOL
					+ """
							where e.uai in (select i.uai from interaction i where i.author = :me order by i.occurred_at desc limit 8)
							order by e.name collate french, e.uai""")
			.param("me", me.id())
			.query(School.class)
			.list();
	}

	/**
	 * What the form shows beside what is typed.
	 * @param school null for an exchange with a person of an organisation
	 * @param draftOf when the draft shown was saved, in Paris; null when none is shown
	 */
	Sheet of(@Nullable School school, @Nullable ContactCard person, InteractionForm form,
			@Nullable LocalDateTime draftOf) {
		List<ContactCard> people = (school != null) ? this.contacts.peopleAt(school.uai())
				: Stream.ofNullable(person).toList();
		ContactProfile profile = people.stream()
			.filter((card) -> card.id().equals(form.contact()))
			.map(ContactCard::profile)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
		List<Timeline.Entry> last = (school != null) ? this.timeline.ofSchool(school.uai(), new PageRequest(1, 3))
				: List.of();
		return new Sheet(school, people, this.playbook.arguments(profile), this.playbook.objections(profile),
				this.stages.all(), last, draftOf, localTime(school));
	}

	/** The time there now, when it isn't Paris's. */
	private @Nullable LocalDateTime localTime(@Nullable School school) {
		if (school == null) {
			return null;
		}
		Instant now = this.clock.instant();
		LocalDateTime there = LocalDateTime.ofInstant(now, ZoneId.of(school.timeZone()));
		return there.equals(LocalDateTime.ofInstant(now, InteractionLog.PARIS)) ? null : there;
	}

	/**
	 * @param stage the label of its stage, null when nobody has spotted it
	 * @param approach that of the last exchange with it
	 */
	record School(String uai, String name, @Nullable String town, String academie, String departement, String timeZone,
			@Nullable String stage, @Nullable Approach approach) {
	}

	/**
	 * @param localTime the time at the school now, null when it is Paris's
	 */
	record Sheet(@Nullable School school, List<ContactCard> people, List<Argument> arguments,
			List<Objection> objections, List<Stage> stages, List<Timeline.Entry> last, @Nullable LocalDateTime draftOf,
			@Nullable LocalDateTime localTime) {

		public Channel[] channels() {
			return Channel.values();
		}

		public Direction[] directions() {
			return Direction.values();
		}

		public Outcome[] outcomes() {
			return Outcome.values();
		}

		public Approach[] approaches() {
			return Approach.values();
		}

		public NextStep[] nextSteps() {
			return NextStep.values();
		}

		public FollowUpKind[] kinds() {
			return FollowUpKind.values();
		}

		public ContactProfile[] profiles() {
			return ContactProfile.values();
		}

		public Reaction[] reactions() {
			return Reaction.values();
		}

	}

}
