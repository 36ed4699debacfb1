package fr.dossiersco.outreach.message;

import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.QueryValue;
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
		return new MessageFilter(QueryValue.text(query.getFirst("q"), LONGEST),
				QueryValue.constant(MessageChannel.class, query.getFirst("canal")),
				QueryValue.constant(ContactProfile.class, query.getFirst("profil")),
				"retires".equals(query.getFirst("etat")));
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
