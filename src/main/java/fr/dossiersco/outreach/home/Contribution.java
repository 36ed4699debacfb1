package fr.dossiersco.outreach.home;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Something that an ambassador brought, and what became of it.
 *
 * @param at when they brought it
 * @param title the name of the person, of the school to be opened, or of the message
 * @param contact the person, null for a message and for a school
 * @param school the name of the school, null when it is about none
 * @param via whom an introduction was asked of; the channel of a message
 * @param template the message passed on
 * @param outcome of an introduction, null while we wait
 * @param opposed whether the person does not want to be contacted any more
 * @param stageThen where the school stood when it was brought, null when nobody had
 * spotted it
 * @param stage where the school stands, null when nobody has spotted it
 * @param movedAt when it moved last since
 * @param exchanges how many there were since
 * @param exchangeChannel the way of the last one
 * @param reached whether the person was spoken with in one of them
 * @param startsAt the last appointment agreed to
 * @param visits how often a link was opened
 * @param arrivedAt when somebody noted last that a school came through a link
 */
record Contribution(Kind kind, UUID id, Instant at, @Nullable String title, @Nullable UUID contact,
		@Nullable String uai, @Nullable String school, @Nullable String town, @Nullable String via,
		@Nullable UUID template, @Nullable String outcome, @Nullable Instant outcomeAt, boolean opposed,
		@Nullable String stageThen, @Nullable String stage, @Nullable Instant movedAt, long exchanges,
		@Nullable Instant exchangedAt, @Nullable String exchangeChannel, boolean reached, @Nullable Instant startsAt,
		long visits, @Nullable LocalDate visitedOn, @Nullable Instant arrivedAt, Instant newsAt) {

	static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH);

	/** What became of it, in plain sentences: neither a figure to beat nor a mark. */
	public List<Sentence> sentences() {
		List<Sentence> told = new ArrayList<>();
		switch (this.kind) {
			case NOM -> {
				exchanges(told);
				if (this.startsAt != null) {
					told.add(new Sentence("home.contributions.appointment", day(this.startsAt)));
				}
				if (this.opposed) {
					told.add(new Sentence("home.contributions.opposed"));
				}
				stage(told);
			}
			case INTRODUCTION -> {
				told.add((this.outcome == null || this.outcomeAt == null)
						? new Sentence("home.contributions.outcome.pending")
						: new Sentence("home.contributions.outcome." + this.outcome, day(this.outcomeAt)));
				if (this.exchanges > 0) {
					exchanges(told);
				}
				stage(told);
			}
			case MESSAGE ->
				told.add((this.visits == 0 || this.visitedOn == null) ? new Sentence("home.contributions.visits.none")
						: new Sentence("home.contributions.visits", this.visits, DAY.format(this.visitedOn)));
		}
		return told;
	}

	private void exchanges(List<Sentence> told) {
		if (this.exchanges == 0 || this.exchangedAt == null || this.exchangeChannel == null) {
			told.add(new Sentence("home.contributions.exchanges.none"));
			return;
		}
		told.add(new Sentence("home.contributions.exchanges." + this.exchangeChannel, this.exchanges,
				day(this.exchangedAt)));
		if (this.reached) {
			told.add(new Sentence("home.contributions.reached"));
		}
	}

	private void stage(List<Sentence> told) {
		if (this.uai == null) {
			return;
		}
		if (this.stage == null) {
			told.add(new Sentence("home.contributions.stage.none"));
		}
		else if (this.movedAt == null || this.stage.equals(this.stageThen)) {
			told.add(new Sentence("home.contributions.stage.still", this.stage));
		}
		else if (this.stageThen == null) {
			told.add(new Sentence("home.contributions.stage.first", this.stage, day(this.movedAt)));
		}
		else {
			told.add(new Sentence("home.contributions.stage.moved", this.stageThen, this.stage, day(this.movedAt)));
		}
	}

	/** Its own page. */
	public String address() {
		return switch (this.kind) {
			case NOM -> "/contacts/" + this.id;
			case INTRODUCTION -> "/introductions/" + this.id;
			case MESSAGE -> "/messages/" + this.template;
		};
	}

	/** The day it was brought, in Paris. */
	public String broughtOn() {
		return day(this.at);
	}

	/** The day of the last news, null where there is none yet. */
	public @Nullable String newsOn() {
		return this.newsAt.isAfter(this.at) ? day(this.newsAt) : null;
	}

	private static String day(Instant at) {
		return DAY.format(LocalDate.ofInstant(at, PARIS));
	}

	/** What can be brought. */
	enum Kind {

		/** A person's name. */
		NOM,
		/** A door opened, or asked to be. */
		INTRODUCTION,
		/** A message passed on by a link. */
		MESSAGE

	}

	/**
	 * A sentence.
	 *
	 * @param key of its message
	 */
	record Sentence(String key, List<Object> words) {

		Sentence(String key, Object... words) {
			this(key, List.of(words));
		}

		/** As templates hand them on. */
		public Object[] arguments() {
			return this.words.toArray();
		}

	}

}
