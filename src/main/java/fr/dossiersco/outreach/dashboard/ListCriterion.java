package fr.dossiersco.outreach.dashboard;

import java.util.Optional;
import java.util.function.Function;

/**
 * Something that one list behind a figure may be asked.
 *
 * @param label the message key of its name
 * @param condition in SQL, with the value bound under the parameter's name
 * @param text a value as a person reads it, empty for what is none
 */
record ListCriterion(String parameter, String label, String condition, Function<String, Optional<String>> text) {
}
