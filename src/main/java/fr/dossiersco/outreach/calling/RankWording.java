package fr.dossiersco.outreach.calling;

import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import fr.dossiersco.outreach.availability.HalfDay;
import fr.dossiersco.outreach.calling.CallQueue.Due;
import fr.dossiersco.outreach.calling.Rank.Factor;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Explains a rank in one French sentence: its two strongest reasons. */
@Component
class RankWording {

	private final MessageSource messages;

	RankWording(MessageSource messages) {
		this.messages = messages;
	}

	String why(Rank rank, Due due, ZonedDateTime there) {
		List<String> reasons = rank.points()
			.entrySet()
			.stream()
			.filter((point) -> point.getKey() != Factor.MIEN && point.getValue() > 0)
			.sorted(Map.Entry.<Factor, Double>comparingByValue(Comparator.reverseOrder()))
			.limit(2)
			.map((point) -> reason(point.getKey(), rank, due, there))
			.toList();
		String sentence = String.join(" ; ", reasons).replace(" ;", "\u00a0;");
		return sentence.substring(0, 1).toUpperCase(Locale.FRENCH) + sentence.substring(1) + ".";
	}

	private String reason(Factor factor, Rank rank, Due due, ZonedDateTime there) {
		return switch (factor) {
			case RETARD -> message("calling.rank.RETARD", rank.late());
			case MOMENT -> message("calling.rank.MOMENT", Math.round(rank.chance() * 10),
					message("scheduling.slot.half." + HalfDay.of(there.toLocalTime()),
							there.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.FRENCH)));
			default -> message("calling.rank." + factor);
		};
	}

	private String message(String key, Object... arguments) {
		return this.messages.getMessage(key, arguments, Locale.FRENCH);
	}

}
