package fr.dossiersco.outreach.pipeline;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.contact.PostLeft;
import fr.dossiersco.outreach.contact.PostResumed;
import fr.dossiersco.outreach.scheduling.FollowUp.Subject;
import fr.dossiersco.outreach.scheduling.FollowUpKind;
import fr.dossiersco.outreach.scheduling.FollowUps;
import fr.dossiersco.outreach.scheduling.When;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Has whoever leads a school ask who comes after a person who left it, in the transaction
 * that notes the departure, unless that is known.
 */
@Component
class Replacements {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private final FollowUps followUps;

	private final StageMoves moves;

	private final MessageSource messages;

	private final Clock clock;

	Replacements(FollowUps followUps, StageMoves moves, MessageSource messages, Clock clock) {
		this.followUps = followUps;
		this.moves = moves;
		this.messages = messages;
		this.clock = clock;
	}

	@EventListener
	void ask(PostLeft post) {
		String uai = post.uai();
		if (uai == null || post.succeeded()) {
			return;
		}
		LocalDate today = LocalDate.now(this.clock.withZone(PARIS));
		LocalDate firstDayWithout = post.lastDay().plusDays(1);
		UUID lead = Objects.requireNonNullElse(this.moves.leadOf(uai), post.by().id());
		String who = this.messages.getMessage("pipeline.replacement",
				new Object[] { post.name(), function(post.profile(), post.title()) }, Locale.FRENCH);
		UUID question = this.followUps.open(new Subject(uai, null, post.academie()), FollowUpKind.APPEL,
				When.day(firstDayWithout.isAfter(today) ? firstDayWithout : today), who, lead, post.by());
		this.followUps.askAfter(question, post.post());
	}

	@EventListener
	void stopAsking(PostResumed post) {
		this.followUps.stopAskingAfter(post.post());
	}

	/** The person's own title rather than our word for the profession. */
	private String function(@Nullable ContactProfile profile, @Nullable String title) {
		return (title != null) ? title
				: this.messages.getMessage("contact.profile." + Objects.requireNonNull(profile), null, Locale.FRENCH)
					.toLowerCase(Locale.FRENCH);
	}

}
