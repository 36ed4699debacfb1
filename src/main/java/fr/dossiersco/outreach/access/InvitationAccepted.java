package fr.dossiersco.outreach.access;

import java.util.UUID;

/**
 * An invitation opened an account: published as the system, in the transaction that opens
 * it.
 *
 * @param account the account's id
 */
public record InvitationAccepted(UUID invitation, UUID account) {
}
