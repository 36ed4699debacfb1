package fr.dossiersco.outreach.web;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The way through the pages of a list, as {@code web/list :: pagination} draws it.
 *
 * @param number the page shown, from 1
 * @param size how many rows a page holds
 * @param total how many rows there are in all
 * @param link the list's address with its filters
 */
public record Pagination(int number, int size, long total, QueryLink link) {

	static final String NUMBER = "page";

	static final String SIZE = "taille";

	/** The pages around the one that was asked for, or the last one if it lies beyond. */
	public static Pagination of(PageRequest asked, long total, QueryLink link) {
		PageRequest page = asked.within(total);
		QueryLink sized = (page.size() == PageRequest.DEFAULT_SIZE) ? link : link.replacing(SIZE, page.size());
		return new Pagination(page.number(), page.size(), total, sized);
	}

	public int last() {
		return (int) Math.max(1, Math.ceilDiv(this.total, this.size));
	}

	/** Whether there is more than one page. */
	public boolean several() {
		return last() > 1;
	}

	/** The position of the first row shown, from 1; 0 when there is none. */
	public long from() {
		return (this.total == 0) ? 0 : (this.number - 1L) * this.size + 1;
	}

	/** The position of the last row shown. */
	public long to() {
		return Math.min((long) this.number * this.size, this.total);
	}

	public @Nullable String firstLink() {
		return (this.number > 1) ? this.link.page(1).toString() : null;
	}

	public @Nullable String previousLink() {
		return (this.number > 1) ? this.link.page(this.number - 1).toString() : null;
	}

	public @Nullable String nextLink() {
		return (this.number < last()) ? this.link.page(this.number + 1).toString() : null;
	}

	public @Nullable String lastLink() {
		return (this.number < last()) ? this.link.page(last()).toString() : null;
	}

	/** The page shown, to come back to. */
	public String thisLink() {
		return this.link.page(this.number).toString();
	}

	/** The first page, the last one and those around, with the gaps between them. */
	public List<PageLink> pages() {
		TreeSet<Integer> shown = new TreeSet<>();
		shown.add(1);
		for (int near = Math.max(1, this.number - 2); near <= Math.min(last(), this.number + 2); near++) {
			shown.add(near);
		}
		shown.add(last());
		List<PageLink> pages = new ArrayList<>();
		int before = 0;
		for (int page : shown) {
			if (page > before + 1) {
				pages.add(new PageLink(null, null, false));
			}
			pages.add(new PageLink(page, this.link.page(page).toString(), page == this.number));
			before = page;
		}
		return pages;
	}

	/**
	 * A page that can be reached.
	 *
	 * @param number null for a gap
	 * @param link null for a gap
	 * @param current whether it is the one shown
	 */
	public record PageLink(@Nullable Integer number, @Nullable String link, boolean current) {
	}

}
