package fr.dossiersco.outreach.contact;

import java.time.LocalDate;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import org.jspecify.annotations.Nullable;

/**
 * Someone has left a post: published in the transaction that notes it.
 *
 * @param post the post left
 * @param name the person's
 * @param uai the school left, null for an organisation
 * @param academie the code of its académie, null when it is national
 * @param profile null only in an organisation that none of the profiles fits
 * @param title as the person wanted to be addressed there
 * @param lastDay the last day there, in the past or to come
 * @param succeeded whether we know who came
 */
public record PostLeft(UUID contact, UUID post, String name, @Nullable String uai, @Nullable String academie,
		@Nullable ContactProfile profile, @Nullable String title, LocalDate lastDay, boolean succeeded,
		CurrentAccount by) {
}
