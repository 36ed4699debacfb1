package fr.dossiersco.outreach.introduction;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import fr.dossiersco.outreach.territory.Territory;
import fr.dossiersco.outreach.territory.Academie;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says in French why someone can introduce us, and how to ask them. */
@Component
class Wording {

	private static final DateTimeFormatter day = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH);

	private final MessageSource messages;

	private final Territory territory;

	Wording(MessageSource messages, Territory territory) {
		this.messages = messages;
		this.territory = territory;
	}

	/**
	 * The reason in one sentence.
	 * @param person the name of the person to be introduced to, null for a school
	 */
	String reason(Introducer introducer, @Nullable String person) {
		List<String> parts = new ArrayList<>();
		parts.add(way(introducer, person));
		if (introducer.attitude() != null) {
			parts.add(message("introduction.attitude." + introducer.attitude()));
		}
		if (introducer.ambassador() == null) {
			parts.add((introducer.reachedOn() != null)
					? message("introduction.reached", introducer.reachedOn().format(day))
					: message("introduction.neverReached"));
		}
		String sentence = String.join(message("introduction.separator"), parts);
		return sentence.substring(0, 1).toUpperCase(Locale.FRENCH) + sentence.substring(1) + ".";
	}

	private String way(Introducer introducer, @Nullable String person) {
		String via = introducer.via();
		Tie viaTie = introducer.viaTie();
		if (via == null || viaTie == null) {
			return tie(introducer.tie(), person, introducer.place());
		}
		return message("introduction.through", tie(introducer.tie(), via, introducer.place()),
				tie(viaTie, person, null));
	}

	String tie(Tie tie, @Nullable String person, @Nullable String place) {
		String key = "introduction.tie." + tie;
		if (tie == Tie.AMBASSADEUR) {
			Academie academie = (place != null) ? this.territory.academie(place) : null;
			return message(key, (academie != null) ? academie.ofName() : "");
		}
		if (tie == Tie.MEME_ETABLISSEMENT && place == null) {
			return message("introduction.tie.MEME_ETABLISSEMENT.somewhere", person);
		}
		return message(key, person, place);
	}

	/**
	 * A message to copy or send, to be adapted.
	 * @param to who is asked
	 * @param target the school or the person, as they are named to someone outside
	 * @param from who asks
	 */
	String request(String to, String target, boolean school, String from) {
		return message(school ? "introduction.message.school" : "introduction.message.person", to, target, from);
	}

	/** What the one who asked has to do later. */
	String toDo(String introducer, String target) {
		return message("introduction.toDo", introducer, target);
	}

	/** What ties two people, in a few words. */
	String shortly(Tie tie, @Nullable String place) {
		String key = "introduction.tie." + tie + ".short";
		return (place != null) ? message("introduction.tie.at", message(key), place) : message(key);
	}

	private String message(String key, @Nullable Object... arguments) {
		return this.messages.getMessage(key, arguments, Locale.FRENCH);
	}

}
