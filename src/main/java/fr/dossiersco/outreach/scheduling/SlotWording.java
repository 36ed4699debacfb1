package fr.dossiersco.outreach.scheduling;

import java.time.DayOfWeek;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;

import fr.dossiersco.outreach.availability.HalfDay;
import fr.dossiersco.outreach.contact.ContactProfile;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says in one French sentence why a moment is proposed. */
@Component
public class SlotWording {

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.FRENCH);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(" 'à' H 'h' mm", Locale.FRENCH);

	/** Below, a rate is what we suppose rather than what we saw. */
	private static final int ENOUGH = 10;

	private final MessageSource messages;

	SlotWording(MessageSource messages) {
		this.messages = messages;
	}

	/** « Mardi 1er décembre à 10 h 30 : les secrétariats décrochent 2 fois sur 3 … ». */
	String reason(ZonedDateTime there, boolean wished, @Nullable ContactProfile profile, ReachRates.Table table,
			boolean known) {
		return message("scheduling.slot.sentence", capitalised(moment(there)),
				why(there, wished, profile, table, known));
	}

	/** The same without the moment. */
	String why(ZonedDateTime there, boolean wished, @Nullable ContactProfile profile, ReachRates.Table table,
			boolean known) {
		String why = wished ? message("scheduling.slot.wished") : rate(there, profile, table);
		return known ? why : why + message("scheduling.slot.unknown");
	}

	/** « mardi 1er décembre à 10 h 30 ». */
	public String moment(ZonedDateTime there) {
		String day = there.format(DAY);
		return ((there.getDayOfMonth() == 1) ? day.replace(" 1 ", " 1er ") : day)
				+ there.format(TIME).replace(" h 00", " h").replace(" h", "\u00a0h");
	}

	private String rate(ZonedDateTime there, @Nullable ContactProfile profile, ReachRates.Table table) {
		HalfDay half = HalfDay.of(there.toLocalTime());
		ReachRates.Rate rate = table.halfDay(profile, there.getDayOfWeek(), half);
		return message((rate.count().tries() < ENOUGH) ? "scheduling.slot.supposed" : "scheduling.slot.seen",
				message("scheduling.slot.who." + ((profile != null) ? profile : "ALL")), times(rate.mean()),
				halfDay(there.getDayOfWeek(), half));
	}

	/** « le mardi matin ». */
	String halfDay(DayOfWeek day, HalfDay half) {
		return message("scheduling.slot.half." + half, day.getDisplayName(TextStyle.FULL, Locale.FRENCH));
	}

	/** « 2 fois sur 3 »: what a person remembers of a rate. */
	String times(double rate) {
		int bestOf = 10;
		int best = (int) Math.round(rate * 10);
		for (int of : new int[] { 2, 3, 4, 5 }) {
			int times = (int) Math.round(rate * of);
			if (times > 0 && times < of && Math.abs(rate - (double) times / of) < 0.034) {
				best = times;
				bestOf = of;
				break;
			}
		}
		return message("scheduling.slot.times", best, bestOf);
	}

	private String message(String key, Object... arguments) {
		return this.messages.getMessage(key, arguments, Locale.FRENCH);
	}

	private static String capitalised(String text) {
		return text.substring(0, 1).toUpperCase(Locale.FRENCH) + text.substring(1);
	}

}
