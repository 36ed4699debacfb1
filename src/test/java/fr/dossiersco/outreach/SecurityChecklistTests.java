package fr.dossiersco.outreach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The checklist of the ASVS names every requirement of levels 1 and 2 once, answers each,
 * and names only tests that there are.
 */
class SecurityChecklistTests {

	private static final Path CHECKLIST = Path.of("src/docs/asvs-5.0.md");

	/**
	 * How many requirements of levels 1 and 2 each chapter of ASVS 5.0.0 has, V1 first.
	 */
	private static final List<Integer> OF_CHAPTERS = List.of(27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16,
			7);

	private static final Pattern ID = Pattern.compile("[1-9][0-9]?\\.[1-9][0-9]?\\.[1-9][0-9]?");

	/** A test as the table names it. */
	private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*Tests)\\.(\\w+)`");

	private static final Pattern METHOD = Pattern
		.compile("@(?:Test|ParameterizedTest)\\b(?:(?!@Test|@ParameterizedTest).)*?\\bvoid (\\w+)\\(", Pattern.DOTALL);

	private static List<Row> rows = List.of();

	/** The first cells of the list at the end, one after the other. */
	private static List<String> missing = List.of();

	@BeforeAll
	static void read() throws IOException {
		List<Row> found = new ArrayList<>();
		List<String> listed = new ArrayList<>();
		String heading = "";
		for (String line : Files.readAllLines(CHECKLIST)) {
			if (line.startsWith("#")) {
				heading = line;
			}
			String[] cells = line.split("\\|", -1);
			if (!line.startsWith("| ") || line.startsWith("| id")) {
				continue;
			}
			if (heading.startsWith("## V")) {
				assertThat(cells).as(line).hasSize(7);
				found.add(new Row(heading, cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip(),
						cells[5].strip()));
			}
			else if (heading.equals("## Not met")) {
				assertThat(cells).as(line).hasSize(5);
				assertThat(List.of(cells[2].strip(), cells[3].strip())).as(line).doesNotContain("");
				listed.addAll(List.of(cells[1].strip().split(", ")));
			}
		}
		rows = List.copyOf(found);
		missing = List.copyOf(listed);
	}

	@Test
	void eachRequirementIsThereOnceUnderItsChapter() {
		assertThat(rows).extracting(Row::id).doesNotHaveDuplicates().allMatch((id) -> ID.matcher(id).matches());
		assertThat(rows).allMatch((row) -> row.chapter().startsWith("## V" + row.id().split("\\.")[0] + " "))
			.allMatch((row) -> Set.of("1", "2").contains(row.level()));
		for (int chapter = 1; chapter <= OF_CHAPTERS.size(); chapter++) {
			String start = chapter + ".";
			assertThat(rows).filteredOn((row) -> row.id().startsWith(start))
				.as("V" + chapter)
				.hasSize(OF_CHAPTERS.get(chapter - 1));
		}
		assertThat(rows).filteredOn((row) -> row.level().equals("1")).hasSize(70);
		assertThat(rows).hasSize(253);
	}

	@Test
	void eachIsAnsweredInOneOfThreeWaysAndShowsWhy() {
		assertThat(rows)
			.allSatisfy((row) -> assertThat(row.answer()).as(row.id()).isIn("met", "not applicable", "not met"))
			.allSatisfy((row) -> assertThat(row.shownBy()).as(row.id()).isNotBlank())
			.allSatisfy((row) -> assertThat(row.asks().split(" ")).as(row.id()).hasSizeBetween(1, 12));
	}

	@Test
	void whatIsNotMetIsListedOnceWithWhatToDo() {
		assertThat(missing).doesNotHaveDuplicates()
			.containsExactlyInAnyOrderElementsOf(
					rows.stream().filter((row) -> row.answer().equals("not met")).map(Row::id).toList());
	}

	@Test
	void theNumbersAtTheTopAreThoseOfTheTables() throws IOException {
		String text = Files.readString(CHECKLIST);

		assertThat(text).contains("Met are " + count("met") + "; not applicable " + count("not applicable")
				+ "; not met " + count("not met") + ".");
	}

	@Test
	void eachTestNamedIsThere() throws IOException {
		Map<String, Set<String>> tests = tests();
		Set<String> named = new TreeSet<>();
		Set<String> absent = new TreeSet<>();
		for (Row row : rows) {
			for (MatchResult test : NAMED.matcher(row.shownBy()).results().toList()) {
				named.add(test.group());
				if (!tests.getOrDefault(test.group(1), Set.of()).contains(test.group(2))) {
					absent.add(row.id() + ": " + test.group());
				}
			}
		}

		assertThat(absent).isEmpty();
		assertThat(named).hasSizeGreaterThan(100);
	}

	private static String count(String answer) {
		List<String> levels = rows.stream().filter((row) -> row.answer().equals(answer)).map(Row::level).toList();
		return levels.stream().filter("1"::equals).count() + " of level 1 and "
				+ levels.stream().filter("2"::equals).count() + " of level 2";
	}

	/** The methods of each class, read from the sources: loading them would be slower. */
	private static Map<String, Set<String>> tests() throws IOException {
		Map<String, Set<String>> tests = new HashMap<>();
		try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
			for (Path file : files.filter((path) -> path.toString().endsWith("Tests.java")).toList()) {
				Set<String> methods = new TreeSet<>();
				METHOD.matcher(Files.readString(file)).results().forEach((method) -> methods.add(method.group(1)));
				tests.put(file.getFileName().toString().replace(".java", ""), methods);
			}
		}
		return tests;
	}

	private record Row(String chapter, String id, String level, String asks, String answer, String shownBy) {
	}

}
