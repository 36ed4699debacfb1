package fr.dossiersco.outreach.contact;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The least that one types of someone met on the way: a part of another feature's form,
 * which validates it with {@code @Valid}. Messages and labels of the fields are
 * {@code contact.form.<field>}.
 *
 * @param phone as typed; check it with {@link PhoneNumber#parse}, which needs to know the
 * département
 */
public record NewContact(@NotNull @Nullable ContactProfile profile, @Size(max = 120) @Nullable String title,
		@NotBlank @Size(max = 120) @Nullable String familyName, @Size(max = 120) @Nullable String givenName,
		@Size(max = 40) @Nullable String phone, @Email @Size(max = 254) @Nullable String email) {
}
