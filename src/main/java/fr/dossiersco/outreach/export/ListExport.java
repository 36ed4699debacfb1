package fr.dossiersco.outreach.export;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import fr.dossiersco.outreach.web.QueryLink;
import org.jspecify.annotations.Nullable;

/**
 * A list to be taken away whole, as its feature describes it.
 *
 * @param <R> a row
 * @param title the message key of what the list is called
 * @param address the list with its filters
 * @param personal whether it tells of people who work in schools or with them
 * @param filters what narrows it
 * @param columns what it says of each row
 * @param rows opens the rows through a {@link Cursor}, in a transaction that only reads;
 * the row policies let through what the person acting may see
 */
public record ListExport<R>(String title, QueryLink address, boolean personal, List<Filter> filters,
		List<Column<R>> columns, Supplier<Stream<R>> rows) {

	/**
	 * Something that narrows a list.
	 *
	 * @param label the message key of its name
	 * @param value as in a {@link Column}
	 */
	public record Filter(String label, Object value) {
	}

	/** What narrows a list, being put together. */
	public static final class Filters {

		private final List<Filter> filters = new ArrayList<>();

		/** Adds a filter, nothing when its value is null. */
		public Filters with(String label, @Nullable Object value) {
			if (value != null) {
				this.filters.add(new Filter(label, value));
			}
			return this;
		}

		/** Adds a filter whose value is a code, nothing when it is null. */
		public Filters coded(String label, String prefix, @Nullable Object code) {
			return with(label, (code != null) ? new Label(prefix + code) : null);
		}

		/** Adds those that were put together elsewhere. */
		public Filters with(List<Filter> others) {
			this.filters.addAll(others);
			return this;
		}

		public List<Filter> toList() {
			return List.copyOf(this.filters);
		}

	}

}
