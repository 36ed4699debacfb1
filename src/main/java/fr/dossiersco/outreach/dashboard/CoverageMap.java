package fr.dossiersco.outreach.dashboard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import fr.dossiersco.outreach.dashboard.CoverageController.Place;
import fr.dossiersco.outreach.dashboard.Outlines.Box;
import fr.dossiersco.outreach.dashboard.Outlines.Outline;
import fr.dossiersco.outreach.territory.Departement;
import org.jspecify.annotations.Nullable;

/**
 * What is drawn: every outline once, then the places made of them, one académie after the
 * other, so that a thicker line parts it from its neighbours. A place without an outline
 * is shown beside, by its name.
 *
 * @param frame what all that is drawn fits in, null when nothing is
 * @param inset Paris and the three départements around it, large enough to be pointed at;
 * empty on the map of one académie, which is large enough itself
 * @param elsewhere the places without an outline
 */
record CoverageMap(@Nullable Box frame, List<Outline> outlines, List<Area> areas, List<Shape> inset,
		List<Place> elsewhere) {

	private static final Set<String> AROUND_PARIS = Set.of("75", "92", "93", "94");

	private static final int MARGIN = 30;

	/** As wide as the whole map; textures are made for it. */
	private static final double FULL_WIDTH = 6_000;

	/**
	 * @param departements those to draw
	 * @param places what each is part of
	 * @param inset whether to draw the centre once more, larger
	 */
	static CoverageMap of(List<Departement> departements, Function<Departement, Place> places, Outlines outlines,
			boolean inset) {
		List<Outline> drawn = new ArrayList<>();
		Map<String, Map<Place, List<String>>> areas = new LinkedHashMap<>();
		Map<Place, List<String>> centre = new LinkedHashMap<>();
		Set<Place> elsewhere = new LinkedHashSet<>();
		for (Departement departement : departements) {
			Place place = places.apply(departement);
			Outline outline = outlines.of(departement);
			if (outline == null) {
				elsewhere.add(place);
				continue;
			}
			drawn.add(outline);
			add(areas.computeIfAbsent(departement.academie(), (code) -> new LinkedHashMap<>()), place, outline);
			if (inset && AROUND_PARIS.contains(outline.code())) {
				add(centre, place, outline);
			}
		}
		return new CoverageMap(
				drawn.stream().map(Outline::box).reduce(Box::with).map((box) -> box.wider(MARGIN)).orElse(null), drawn,
				areas.values().stream().map((shapes) -> area(shapes, centre)).toList(),
				centre.entrySet()
					.stream()
					.map((entry) -> new Shape(entry.getKey(), entry.getValue(),
							isWhole(entry.getKey(), entry.getValue(), areas.values())))
					.toList(),
				List.copyOf(elsewhere));
	}

	private static void add(Map<Place, List<String>> shapes, Place place, Outline outline) {
		shapes.computeIfAbsent(place, (key) -> new ArrayList<>()).add(outline.code());
	}

	private static Area area(Map<Place, List<String>> shapes, Map<Place, List<String>> centre) {
		return new Area(shapes.values().stream().flatMap(List::stream).toList(),
				shapes.entrySet()
					.stream()
					.map((entry) -> new Shape(entry.getKey(), entry.getValue(),
							!entry.getValue().equals(centre.get(entry.getKey()))))
					.toList());
	}

	/** Whether the centre holds all of a place, not just a part. */
	private static boolean isWhole(Place place, List<String> there, Iterable<Map<Place, List<String>>> areas) {
		for (Map<Place, List<String>> area : areas) {
			if (there.equals(area.get(place))) {
				return true;
			}
		}
		return false;
	}

	/** How much of the whole map is seen: one, or less when one académie fills it. */
	public double portion() {
		return (this.frame != null) ? Math.max(this.frame.width(), this.frame.height()) / FULL_WIDTH : 1;
	}

	/** An académie: what its outer line is made of, and the places in it. */
	record Area(List<String> outlines, List<Shape> shapes) {
	}

	/**
	 * A place, or the part of it that is drawn there.
	 *
	 * @param outlines the codes of what it is made of
	 * @param named whether it is read and reached by the keyboard here; its other shape,
	 * larger or smaller, only follows the mouse
	 */
	record Shape(Place place, List<String> outlines, boolean named) {
	}

}
