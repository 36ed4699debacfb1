package fr.dossiersco.outreach.web;

import java.time.DayOfWeek;

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

}
