package fr.dossiersco.outreach.contact;

import java.util.UUID;

/**
 * Someone has not left a post after all: published in the transaction that takes the
 * departure back.
 */
public record PostResumed(UUID post) {

}
