package fr.dossiersco.outreach.web;

import java.io.Serializable;

/**
 * The way to take back what was just done: the flash attribute {@code undo}, shown beside
 * {@code done}.
 *
 * @param action where the button posts to
 * @param label the message key of the button
 */
public record Undo(String action, String label) implements Serializable {
}
