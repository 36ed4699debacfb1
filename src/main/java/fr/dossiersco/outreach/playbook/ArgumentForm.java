package fr.dossiersco.outreach.playbook;

import java.util.List;

import fr.dossiersco.outreach.contact.ContactProfile;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * An argument as it is typed.
 *
 * @param pitch how to say it
 * @param detail the long form, in Markdown
 * @param caution when to hold it back
 * @param proof the document that supports it
 * @param proofLink where that document is
 * @param version the version that the form started from, null for a new one
 */
record ArgumentForm(@NotBlank @Size(max = 120) @Nullable String title,
		@NotBlank @Size(max = 600) @Nullable String pitch, @Size(max = 5_000) @Nullable String detail,
		List<ContactProfile> profiles, @Size(max = 300) @Nullable String caution,
		@Size(max = 200) @Nullable String proof, @Size(max = 500) @Pattern(regexp = LINK) @Nullable String proofLink,
		@Nullable Integer version) {

	/** Elsewhere on the web, or a page of ours. */
	static final String LINK = "https://\\S+|/(?!/)\\S*";

	ArgumentForm {
		profiles = (profiles != null) ? List.copyOf(profiles) : List.of();
	}

	static ArgumentForm empty() {
		return new ArgumentForm(null, null, null, List.of(), null, null, null, null);
	}

	ArgumentForm over(int version) {
		return new ArgumentForm(this.title, this.pitch, this.detail, this.profiles, this.caution, this.proof,
				this.proofLink, version);
	}

}
