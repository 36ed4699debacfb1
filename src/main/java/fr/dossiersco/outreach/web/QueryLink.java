package fr.dossiersco.outreach.web;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The address of a list with its filters. Each change makes another address, and goes
 * back to the first page. Templates write {@code th:href="@{${link}}"}.
 */
public final class QueryLink {

	private final String path;

	private final List<Parameter> parameters;

	private QueryLink(String path, List<Parameter> parameters) {
		this.path = path;
		this.parameters = List.copyOf(parameters);
	}

	/** A list without filters. */
	public static QueryLink to(String path) {
		return new QueryLink(path, List.of());
	}

	/**
	 * Reads back the address of a list, as someone may have typed it.
	 * @return empty when it is no address of that list
	 */
	public static Optional<QueryLink> read(@Nullable String address, String path) {
		if (address == null || !(address.equals(path) || address.startsWith(path + "?"))) {
			return Optional.empty();
		}
		List<Parameter> parameters = new ArrayList<>();
		for (String pair : address.substring(Math.min(address.length(), path.length() + 1)).split("&")) {
			int equals = pair.indexOf('=');
			if (equals > 0) {
				parameters.add(new Parameter(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1))));
			}
		}
		return Optional.of(new QueryLink(path, parameters));
	}

	private static String decoded(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

	/** Each criterion and its value, the first one where there are several. */
	public Map<String, String> criteria() {
		Map<String, String> criteria = new LinkedHashMap<>();
		withoutPage().forEach((parameter) -> criteria.putIfAbsent(parameter.name, parameter.value));
		return criteria;
	}

	/**
	 * Adds a criterion: each value of a collection, nothing for what is null or empty.
	 */
	public QueryLink with(String name, @Nullable Object value) {
		Stream<?> values = (value instanceof Collection<?> several) ? several.stream() : Stream.ofNullable(value);
		Stream<Parameter> added = values.filter(Objects::nonNull)
			.map(Object::toString)
			.filter((text) -> !text.isEmpty())
			.map((text) -> new Parameter(name, text));
		return new QueryLink(this.path, Stream.concat(withoutPage(), added).toList());
	}

	/** Removes a criterion. */
	public QueryLink without(String name) {
		return new QueryLink(this.path, withoutPage().filter((parameter) -> !parameter.name.equals(name)).toList());
	}

	/** Removes one value of a criterion that may have several. */
	public QueryLink without(String name, Object value) {
		Parameter removed = new Parameter(name, value.toString());
		return new QueryLink(this.path, withoutPage().filter((parameter) -> !parameter.equals(removed)).toList());
	}

	/** The same list with another value of a criterion. */
	public QueryLink replacing(String name, @Nullable Object value) {
		return without(name).with(name, value);
	}

	/** The files that the whole list can be taken away in, on whatever page one is. */
	public List<Export> exports() {
		return Arrays.stream(FileFormat.values()).map((format) -> new Export(format.name(), export(format))).toList();
	}

	private String export(FileFormat format) {
		return new QueryLink(this.path + "/export." + format.extension(), without(Pagination.SIZE).parameters)
			.toString();
	}

	QueryLink page(int number) {
		Stream<Parameter> page = (number > 1) ? Stream.of(new Parameter(Pagination.NUMBER, Integer.toString(number)))
				: Stream.empty();
		return new QueryLink(this.path, Stream.concat(withoutPage(), page).toList());
	}

	private Stream<Parameter> withoutPage() {
		return this.parameters.stream().filter((parameter) -> !parameter.name.equals(Pagination.NUMBER));
	}

	/** The address, encoded. */
	@Override
	public String toString() {
		return this.parameters.isEmpty() ? this.path
				: this.parameters.stream()
					.map(Parameter::encoded)
					.collect(Collectors.joining("&", this.path + "?", ""));
	}

	/** A file of the whole list. */
	public record Export(String format, String link) {
	}

	private record Parameter(String name, String value) {

		String encoded() {
			return URLEncoder.encode(this.name, StandardCharsets.UTF_8) + "="
					+ URLEncoder.encode(this.value, StandardCharsets.UTF_8);
		}

	}

}
