package fr.dossiersco.outreach.journal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Writes events as Atom (RFC 4287). Names of events and feeds are tags (RFC 4151), the
 * same whatever host serves them.
 */
@Component
class AtomFeed {

	static final String NAMESPACE = "http://www.w3.org/2005/Atom";

	private static final String TAG = "tag:dossiersco.fr,2026:journal/";

	/** What no XML may hold, whoever wrote it. */
	private static final Pattern ILLEGAL = Pattern
		.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

	private final JournalWording wording;

	AtomFeed(JournalWording wording) {
		this.wording = wording;
	}

	byte[] write(Head head, List<Event> events) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory()
				.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
			xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
			xml.setDefaultNamespace(NAMESPACE);
			xml.writeStartElement(NAMESPACE, "feed");
			xml.writeDefaultNamespace(NAMESPACE);
			xml.writeAttribute("xml:lang", "fr");
			element(xml, "id", TAG + "flux/" + head.id());
			element(xml, "title", head.title());
			element(xml, "updated", updated(head, events).toString());
			author(xml, this.wording.text("web.service"));
			link(xml, "self", "application/atom+xml", head.self());
			link(xml, "alternate", "text/html", head.base() + head.page());
			for (Event event : events) {
				entry(xml, head, event);
			}
			xml.writeEndElement();
			xml.writeEndDocument();
			xml.close();
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException("Nothing in memory refuses to be written", ex);
		}
		return bytes.toByteArray();
	}

	/** When something last happened that the feed tells. */
	static Instant updated(Head head, List<Event> events) {
		Instant last = events.isEmpty() ? head.since() : events.getFirst().place().at();
		return last.truncatedTo(ChronoUnit.MILLIS);
	}

	private void entry(XMLStreamWriter xml, Head head, Event event) throws XMLStreamException {
		xml.writeStartElement(NAMESPACE, "entry");
		Cursor place = event.place();
		element(xml, "id", TAG + "evenement/" + place.kind().name() + "/" + place.id());
		element(xml, "title", title(event));
		element(xml, "updated", place.at().truncatedTo(ChronoUnit.MILLIS).toString());
		if (event.author() != null) {
			author(xml, event.author());
		}
		link(xml, "alternate", "text/html", head.base() + page(event, head));
		xml.writeEmptyElement(NAMESPACE, "category");
		xml.writeAttribute("term", event.family());
		xml.writeAttribute("label", this.wording.text("journal.family." + event.family()));
		element(xml, "content", content(event, head.withNames()));
		xml.writeEndElement();
	}

	private String title(Event event) {
		String told = (event.author() != null) ? this.wording.text("journal.feed.by", event.author(), event.sentence())
				: event.sentence();
		String school = event.school();
		return (school != null) ? this.wording.text("journal.feed.place", told, school(event, school)) : told;
	}

	private String school(Event event, String school) {
		return (event.town() != null) ? this.wording.text("journal.feed.at", school, event.town()) : school;
	}

	/** Contacts are named, and what was noted is told, to who asked for it only. */
	private String content(Event event, boolean withNames) {
		return java.util.stream.Stream
			.of(title(event), withNames ? event.person() : null, withNames ? event.detail() : null)
			.filter(Objects::nonNull)
			.collect(Collectors.joining("\n"));
	}

	private static String page(Event event, Head head) {
		if (event.link() != null) {
			return event.link();
		}
		return (event.uai() != null && event.school() != null) ? "/etablissements/" + event.uai() : head.page();
	}

	private static void author(XMLStreamWriter xml, String name) throws XMLStreamException {
		xml.writeStartElement(NAMESPACE, "author");
		element(xml, "name", name);
		xml.writeEndElement();
	}

	private static void link(XMLStreamWriter xml, String rel, String type, String address) throws XMLStreamException {
		xml.writeEmptyElement(NAMESPACE, "link");
		xml.writeAttribute("rel", rel);
		xml.writeAttribute("type", type);
		xml.writeAttribute("href", address);
	}

	private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
		xml.writeStartElement(NAMESPACE, name);
		xml.writeCharacters(ILLEGAL.matcher(text).replaceAll("\uFFFD"));
		xml.writeEndElement();
	}

	/**
	 * What a feed says of itself.
	 *
	 * @param id its name among all feeds, with its filters
	 * @param since when it was opened
	 * @param self its own address
	 * @param base where the program is
	 * @param page the page that shows the same
	 * @param withNames whether contacts are named
	 */
	record Head(String id, String title, Instant since, String self, String base, String page, boolean withNames) {
	}

}
