package fr.dossiersco.outreach.kit;

import fr.dossiersco.outreach.message.LocalMessages;
import fr.dossiersco.outreach.message.MessageChannel;
import fr.dossiersco.outreach.message.SenderKit.Wording;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.validation.Errors;

/**
 * A message in somebody's own words, as they are typed.
 *
 * @param version of the words that the form started from, null for none yet
 * @param modele version of the team's message that they are read beside
 */
record OwnTextForm(@Size(max = 200) @Nullable String subject, @NotBlank @Size(max = LONGEST) @Nullable String body,
		@Nullable Integer version, @Nullable Integer modele) {

	static final int LONGEST = 5_000;

	OwnTextForm {
		subject = LocalMessages.storable(subject);
		body = LocalMessages.storable(body);
	}

	static OwnTextForm of(Wording words, @Nullable Integer version, int template) {
		return new OwnTextForm(words.subject(), words.body(), version, template);
	}

	OwnTextForm over(int version) {
		return new OwnTextForm(this.subject, this.body, version, this.modele);
	}

	/** What no annotation can say. */
	void check(MessageChannel channel, LocalMessages library, Errors errors) {
		if (channel.isMail() && this.subject == null) {
			errors.rejectValue("subject", "message.form.subject.missing");
		}
		library.check("subject", this.subject, errors);
		library.check("body", this.body, errors);
	}

}
