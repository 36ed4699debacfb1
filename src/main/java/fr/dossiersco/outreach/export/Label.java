package fr.dossiersco.outreach.export;

/**
 * A text of the program, in a file.
 *
 * @param key its message key
 */
public record Label(String key) {
}
