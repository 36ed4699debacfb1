package fr.dossiersco.outreach.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import fr.dossiersco.outreach.territory.Departement;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;

/**
 * The outlines of the départements of mainland France and Corsica, as the build of the
 * front end leaves them. The territories overseas have none.
 */
@Component
class Outlines {

	private final Map<String, Outline> outlines = new HashMap<>();

	Outlines() {
		try {
			Properties built = PropertiesLoaderUtils.loadProperties(new ClassPathResource("outlines.properties"));
			built.stringPropertyNames()
				.forEach((code) -> this.outlines.put(code, Outline.parse(code, built.getProperty(code))));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The front end is not built: run ./mvnw generate-resources", ex);
		}
	}

	/** Null when the map does not show this place. */
	@Nullable Outline of(Departement departement) {
		return this.outlines.get(departement.inseeCode());
	}

	/**
	 * The shape of a place.
	 *
	 * @param code that of the département, as people know it
	 * @param path the data of an SVG path, in tenths of the unit that the map was made in
	 */
	record Outline(String code, Box box, String path) {

		private static Outline parse(String code, String text) {
			int bar = text.indexOf('|');
			List<Integer> corners = Arrays.stream(text.substring(0, bar).split(" ")).map(Integer::valueOf).toList();
			return new Outline(code, new Box(corners.get(0), corners.get(1), corners.get(2), corners.get(3)),
					text.substring(bar + 1));
		}

	}

	/** What a shape fits in. */
	record Box(int left, int top, int right, int bottom) {

		/** What both fit in. */
		Box with(Box other) {
			return new Box(Math.min(this.left, other.left), Math.min(this.top, other.top),
					Math.max(this.right, other.right), Math.max(this.bottom, other.bottom));
		}

		Box wider(int by) {
			return new Box(this.left - by, this.top - by, this.right + by, this.bottom + by);
		}

		public int width() {
			return this.right - this.left;
		}

		public int height() {
			return this.bottom - this.top;
		}

	}

}
