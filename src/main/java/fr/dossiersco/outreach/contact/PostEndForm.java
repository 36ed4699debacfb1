package fr.dossiersco.outreach.contact;

import java.time.LocalDate;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** The last day of a post. */
record PostEndForm(@NotNull @Nullable LocalDate lastDay) {
}
