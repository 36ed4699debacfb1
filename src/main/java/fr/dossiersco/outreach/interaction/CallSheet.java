package fr.dossiersco.outreach.interaction;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.Attitude;
import fr.dossiersco.outreach.contact.ContactBook;
import fr.dossiersco.outreach.contact.ContactCard;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.contact.PhoneNumber;
import fr.dossiersco.outreach.establishment.SchoolFinder;
import fr.dossiersco.outreach.interaction.InteractionForm.Opening;
import fr.dossiersco.outreach.introduction.Introducer;
import fr.dossiersco.outreach.introduction.Introducers;
import fr.dossiersco.outreach.introduction.Introductions;
import fr.dossiersco.outreach.pipeline.Stage;
import fr.dossiersco.outreach.pipeline.Stages;
import fr.dossiersco.outreach.playbook.Argument;
import fr.dossiersco.outreach.playbook.GuideEssentials;
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
			select e.uai, e.name, e.town, e.academie, e.departement, d.time_zone, e.phone, s.label as stage
			from establishment e
				join departement d on d.code = e.departement
				left join pursuit p on p.uai = e.uai
				left join stage s on s.code = p.stage
			""";

	private static final int FEW = 3;

	private static final int MOST_SCHOOLS = 12;

	private static final int MOST_INTRODUCERS = 20;

	private final JdbcClient jdbc;

	private final SchoolFinder finder;

	private final ContactBook contacts;

	private final Introductions introductions;

	private final Introducers introducers;

	private final Timeline timeline;

	private final Stages stages;

	private final Playbook playbook;

	private final Clock clock;

	CallSheet(JdbcClient jdbc, SchoolFinder finder, ContactBook contacts, Introductions introductions,
			Introducers introducers, Timeline timeline, Stages stages, Playbook playbook, Clock clock) {
		this.jdbc = jdbc;
		this.finder = finder;
		this.contacts = contacts;
		this.introductions = introductions;
		this.introducers = introducers;
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
		List<String> nearest = this.finder.nearest(words, MOST_SCHOOLS);
		return this.jdbc.sql(SCHOOL + " where e.uai = any (:uais) order by array_position(:uais, e.uai)")
			.param("uais", nearest.toArray(String[]::new))
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
	 * How we come in: introduced once someone has opened the door, else as the last time.
	 */
	Opening opening(@Nullable String uai, @Nullable UUID contact) {
		return this.introductions.opened(uai, contact)
			.map((opened) -> new Opening(Approach.INTRODUIT, opened.contact(),
					(opened.contact() == null) ? opened.name() : null))
			.or(() -> this.jdbc.sql("""
					select approach, introduced_by as introducer, introduced_by_name as introduced_by
					from interaction where uai = :uai order by occurred_at desc, id limit 1""")
				.param("uai", uai, Types.VARCHAR)
				.query(Opening.class)
				.optional())
			.orElse(new Opening(Approach.FROID, null, null));
	}

	/**
	 * What the form shows beside what is typed.
	 * @param school null for an exchange with a person of an organisation
	 * @param draftOf when the draft shown was saved, in Paris; null when none is shown
	 */
	Sheet of(@Nullable School school, @Nullable ContactCard person, InteractionForm form,
			@Nullable LocalDateTime draftOf) {
		List<ContactCard> people = (school != null) ? with(person, this.contacts.peopleAt(school.uai()))
				: Stream.ofNullable(person).toList();
		ContactProfile profile = people.stream()
			.filter((card) -> card.id().equals(form.contact()))
			.map(ContactCard::profile)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(form.profile());
		List<Timeline.Entry> last = (school != null) ? this.timeline.ofSchool(school.uai(), new PageRequest(1, 3))
				: List.of();
		return new Sheet(school, people, profile,
				(profile != null) ? this.playbook.essentials(profile).orElse(null) : null,
				split(this.playbook.arguments(profile), form, profile), this.playbook.objections(profile),
				introducers(school, person, form), this.stages.all(), last, draftOf, localTime(school));
	}

	/** Someone who has left the school since may still be whom we spoke with. */
	private static List<ContactCard> with(@Nullable ContactCard person, List<ContactCard> people) {
		boolean there = person == null || people.stream().anyMatch((card) -> card.id().equals(person.id()));
		return there ? people : Stream.concat(Stream.of(person), people.stream()).toList();
	}

	/**
	 * The few that suit the profile first, with those already marked, then the others.
	 */
	private static Arguments split(List<Argument> all, InteractionForm form, @Nullable ContactProfile profile) {
		List<Argument> first = new ArrayList<>();
		List<Argument> others = new ArrayList<>();
		for (Argument argument : all) {
			boolean suits = first.size() < FEW && (profile == null || argument.fitting());
			(suits || !form.reaction(argument.id()).isEmpty() ? first : others).add(argument);
		}
		return new Arguments(first, others);
	}

	private List<Choice> introducers(@Nullable School school, @Nullable ContactCard person, InteractionForm form) {
		Map<UUID, String> names = new LinkedHashMap<>();
		List<Introducer> ranked = (school != null) ? this.introducers.toSchool(school.uai())
				: this.introducers.toPerson(Objects.requireNonNull(person).id());
		for (Introducer introducer : ranked) {
			if (introducer.contact() != null && !introducer.contact().equals(form.contact())
					&& (names.size() < MOST_INTRODUCERS || introducer.contact().equals(form.introducer()))) {
				names.put(introducer.contact(), introducer.name());
			}
		}
		UUID chosen = form.introducer();
		if (chosen != null && !names.containsKey(chosen)) {
			this.contacts.find(chosen).ifPresent((card) -> names.put(chosen, card.name()));
		}
		return names.entrySet().stream().map((name) -> new Choice(name.getKey(), name.getValue())).toList();
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
	 */
	record School(String uai, String name, @Nullable String town, String academie, String departement, String timeZone,
			@Nullable String phone, @Nullable String stage) {

		/** The switchboard, null when it is unknown or can't be dialled. */
		public @Nullable PhoneNumber telephone() {
			return (this.phone != null) ? PhoneNumber.parse(this.phone, this.departement).orElse(null) : null;
		}

	}

	/**
	 * @param others those that a profile asks for less
	 */
	record Arguments(List<Argument> first, List<Argument> others) {
	}

	/** Someone who may have opened the door. */
	record Choice(UUID id, String name) {
	}

	/**
	 * @param profile that of the person chosen, null while nobody knows
	 * @param essentials how to approach that profile
	 * @param introducers who may have opened the door
	 * @param localTime the time at the school now, null when it is Paris's
	 */
	record Sheet(@Nullable School school, List<ContactCard> people, @Nullable ContactProfile profile,
			@Nullable GuideEssentials essentials, Arguments arguments, List<Objection> objections,
			List<Choice> introducers, List<Stage> stages, List<Timeline.Entry> last, @Nullable LocalDateTime draftOf,
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

		/** The shortcuts of the ordinary form, which proposes no moment. */
		public List<NextStep> plainSteps() {
			return Arrays.stream(NextStep.values()).filter((step) -> step != NextStep.CRENEAU).toList();
		}

		public Handout[] handouts() {
			return Handout.values();
		}

		public FollowUpKind[] kinds() {
			return FollowUpKind.values();
		}

		public Attitude[] attitudes() {
			return Attitude.values();
		}

		public ContactProfile[] profiles() {
			return ContactProfile.values();
		}

		public Reaction[] reactions() {
			return Reaction.values();
		}

	}

}
