package fr.dossiersco.outreach.message;

import java.util.Arrays;

import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.web.QueryLink;
import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;

/**
 * What is asked of the messages, as in the query string; what can't be read counts for
 * nothing.
 *
 * @param q words of the title, the subject or the body
 * @param profile those for everyone fit any
 * @param retired whether those are shown that are sent no more, else the others
 */
record MessageFilter(@Nullable String q, @Nullable MessageChannel channel, @Nullable ContactProfile profile,
		boolean retired) {

	static final String PATH = "/messages";

	private static final int LONGEST = 120;

	static MessageFilter of(MultiValueMap<String, String> query) {
		return new MessageFilter(text(query.getFirst("q")), one(MessageChannel.values(), query.getFirst("canal")),
				one(ContactProfile.values(), query.getFirst("profil")), "retires".equals(query.getFirst("etat")));
	}

	private static @Nullable String text(@Nullable String typed) {
		if (typed == null) {
			return null;
		}
		String words = typed.replace("\0", "").strip();
		return words.isEmpty() ? null : words.substring(0, Math.min(words.length(), LONGEST));
	}

	private static <T extends Enum<T>> @Nullable T one(T[] values, @Nullable String name) {
		return Arrays.stream(values).filter((value) -> value.name().equals(name)).findFirst().orElse(null);
	}

	/** Whether anything narrows the list. */
	public boolean isAsking() {
		return this.q != null || this.channel != null || this.profile != null;
	}

	/** The list's address with these criteria, on its first page. */
	QueryLink link() {
		return QueryLink.to(PATH)
			.with("q", this.q)
			.with("canal", this.channel)
			.with("profil", this.profile)
			.with("etat", this.retired ? "retires" : null);
	}

}
