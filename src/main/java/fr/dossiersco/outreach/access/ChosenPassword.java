package fr.dossiersco.outreach.access;

import fr.dossiersco.outreach.account.PasswordRule;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.validation.BindingResult;

/** What is typed, twice, to choose a password by a link. */
record ChosenPassword(@NotBlank @Size(min = PasswordRule.SHORTEST) @Nullable String newPassword,
		@NotBlank @Nullable String confirmedPassword) {

	static final ChosenPassword NONE = new ChosenPassword(null, null);

	String value() {
		return (this.newPassword != null) ? this.newPassword : "";
	}

	/** Says at the fields what is wrong with it, beyond its length. */
	void check(String email, BindingResult errors) {
		if (this.newPassword != null && !this.newPassword.equals(this.confirmedPassword)) {
			errors.rejectValue("confirmedPassword", "account.password.differs");
		}
		if (PasswordRule.isTooLong(value())) {
			errors.rejectValue("newPassword", "account.password.tooLong");
		}
		else if (!errors.hasFieldErrors("newPassword") && PasswordRule.isGuessable(value(), email)) {
			errors.rejectValue("newPassword", "account.password.guessable");
		}
	}

}
