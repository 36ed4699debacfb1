package fr.dossiersco.outreach.message;

import java.util.List;
import java.util.Objects;

import fr.dossiersco.outreach.contact.ContactProfile;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.validation.Errors;

/**
 * A message as it is typed.
 *
 * @param profiles whom it is for, none for everyone
 * @param version the version that the form started from, null for a new one
 */
record MessageForm(@NotBlank @Size(max = 120) @Nullable String title, @NotNull @Nullable MessageChannel channel,
		List<ContactProfile> profiles, @Size(max = 200) @Nullable String subject,
		@NotBlank @Size(max = LONGEST) @Nullable String body, @Nullable Integer version) {

	static final int LONGEST = 5_000;

	MessageForm {
		profiles = (profiles != null) ? profiles.stream().filter(Objects::nonNull).distinct().toList() : List.of();
		title = storable(title);
		subject = storable(subject);
		body = storable(body);
	}

	/** Lines end in one way, and PostgreSQL keeps no NUL. */
	static @Nullable String storable(@Nullable String text) {
		return (text != null) ? text.replace("\0", "").replaceAll("\\R", "\n") : null;
	}

	static MessageForm empty() {
		return new MessageForm(null, MessageChannel.MEL, List.of(), null, null, null);
	}

	static MessageForm of(MessageTemplate template) {
		return new MessageForm(template.title(), template.channel(), template.profiles(), template.subject(),
				template.body(), template.version());
	}

	/** A new message that begins as another one. */
	MessageForm copied(String title) {
		return new MessageForm(title.substring(0, Math.min(title.length(), 120)), this.channel, this.profiles,
				this.subject, this.body, null);
	}

	MessageForm over(int version) {
		return new MessageForm(this.title, this.channel, this.profiles, this.subject, this.body, version);
	}

	/** What no annotation can say. */
	void check(Errors errors) {
		if (this.channel != null && this.channel.isMail() && this.subject == null) {
			errors.rejectValue("subject", "message.form.subject.missing");
		}
		checkText("subject", this.subject, errors);
		checkText("body", this.body, errors);
	}

	static void checkText(String field, @Nullable String text, Errors errors) {
		rejectFaults(field, text, errors);
		MessageText.oldWord(text).ifPresent((fault) -> reject(field, fault, errors));
	}

	/** Each fault by its name and its line. */
	static void rejectFaults(String field, @Nullable String text, Errors errors) {
		MessageText.parse(text).faults().forEach((fault) -> reject(field, fault, errors));
	}

	private static void reject(String field, MessageText.Fault fault, Errors errors) {
		errors.rejectValue(field, "message.fault." + fault.kind(),
				new Object[] { fault.named(), String.valueOf(fault.line()) }, null);
	}

}
