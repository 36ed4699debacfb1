package fr.dossiersco.outreach.web;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class QueryValueTests {

	@Test
	void aTextIsCleanShortOrNone() {
		assertThat(QueryValue.text("  du\0pont ", 10)).isEqualTo("dupont");
		assertThat(QueryValue.text("dupont", 3)).isEqualTo("dup");
		assertThat(QueryValue.text(" \0 ", 10)).isNull();
		assertThat(QueryValue.text(null, 10)).isNull();
	}

	@Test
	void aConstantIsNamedToTheLetter() {
		assertThat(QueryValue.constant(DayOfWeek.class, "MONDAY")).isEqualTo(DayOfWeek.MONDAY);
		assertThat(QueryValue.constant(DayOfWeek.class, "monday")).isNull();
		assertThat(QueryValue.constant(DayOfWeek.class, null)).isNull();
	}

	@Test
	void whatNamesNoRowIsNone() {
		UUID id = UUID.randomUUID();
		assertThat(QueryValue.id(" " + id + " ")).isEqualTo(id);
		assertThat(QueryValue.id("moi")).isNull();
		assertThat(QueryValue.id(null)).isNull();
	}

	@Test
	void aDayThatNoCalendarHoldsIsNone() {
		assertThat(QueryValue.day(" 2026-02-28")).isEqualTo(LocalDate.of(2026, 2, 28));
		assertThat(QueryValue.day("2026-02-30")).isNull();
		assertThat(QueryValue.day("28/02/2026")).isNull();
		assertThat(QueryValue.day("+999999999-01-01")).isNull();
		assertThat(QueryValue.day(null)).isNull();
	}

}
