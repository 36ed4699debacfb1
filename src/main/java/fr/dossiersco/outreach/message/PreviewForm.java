package fr.dossiersco.outreach.message;

import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.validation.Errors;

/**
 * A message to someone, as it may be touched up before it leaves. Longer than a template:
 * values take more room than their fields.
 */
record PreviewForm(@Size(max = 500) @Nullable String subject, @NotBlank @Size(max = LONGEST) @Nullable String body) {

	static final int LONGEST = 10_000;

	PreviewForm {
		body = (body != null) ? body.replaceAll("\\R", "\n") : null;
	}

	/** What no annotation can say. */
	void check(MessageChannel channel, Errors errors) {
		if (channel.isMail() && this.subject == null) {
			errors.rejectValue("subject", "message.form.subject.missing");
		}
		MessageForm.rejectFaults("subject", this.subject, errors);
		MessageForm.rejectFaults("body", this.body, errors);
	}

}
