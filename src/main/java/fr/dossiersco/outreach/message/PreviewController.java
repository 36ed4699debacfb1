package fr.dossiersco.outreach.message;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.contact.PersonFinder;
import fr.dossiersco.outreach.contact.ReadingPlace;
import fr.dossiersco.outreach.contact.Readings;
import fr.dossiersco.outreach.establishment.SchoolFinder;
import fr.dossiersco.outreach.message.MergeValues.Gap;
import fr.dossiersco.outreach.message.MergeValues.Values;
import fr.dossiersco.outreach.message.MessageText.Merged;
import fr.dossiersco.outreach.message.MessageText.Piece;
import fr.dossiersco.outreach.web.MailLink;
import fr.dossiersco.outreach.web.QueryLink;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * A message as someone will read it: copied or opened in the mail program once nothing is
 * left to fill in. Nothing is kept of it here; what was sent is logged as an exchange.
 */
@Controller
@RequestMapping("/messages/{id}/apercu")
class PreviewController {

	/** How many people and schools are proposed. */
	private static final int MOST = 8;

	private final MessageLibrary library;

	private final Recipients recipients;

	private final MergeValues values;

	private final PersonFinder people;

	private final SchoolFinder schools;

	private final SenderKit kit;

	private final MessageSource messages;

	private final Readings readings;

	PreviewController(MessageLibrary library, Recipients recipients, MergeValues values, PersonFinder people,
			SchoolFinder schools, SenderKit kit, MessageSource messages, Readings readings) {
		this.library = library;
		this.recipients = recipients;
		this.values = values;
		this.people = people;
		this.schools = schools;
		this.kit = kit;
		this.messages = messages;
		this.readings = readings;
	}

	@GetMapping
	ModelAndView show(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> query, CurrentAccount me) {
		MessageTemplate template = this.library.require(id);
		PreviewForm text = this.kit.wording(id, me)
			.map((own) -> new PreviewForm(own.subject(), own.body()))
			.orElseGet(() -> new PreviewForm(template.subject(), template.body()));
		return page(template, PreviewQuery.of(query), text, null, me);
	}

	/**
	 * Reads the text again: what was typed by hand stays, and a field that can be filled
	 * in by now is.
	 */
	@PostMapping
	ModelAndView check(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> query,
			@Valid @ModelAttribute("form") PreviewForm form, BindingResult errors, CurrentAccount me) {
		MessageTemplate template = this.library.require(id);
		form.check(template.channel(), errors);
		ModelAndView page = page(template, PreviewQuery.of(query), form, errors, me);
		if (errors.hasErrors() || !((PreviewPage) Objects.requireNonNull(page.getModel().get("view"))).isComplete()) {
			page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		}
		return page;
	}

	private ModelAndView page(MessageTemplate template, PreviewQuery query, PreviewForm typed,
			@Nullable BindingResult errors, CurrentAccount me) {
		Recipient recipient = recipient(query);
		MessageText subject = MessageText.parse(typed.subject());
		MessageText body = MessageText.parse(typed.body());
		Set<MergeField> asked = EnumSet.noneOf(MergeField.class);
		asked.addAll(subject.fields());
		asked.addAll(body.fields());
		String link = asked.contains(MergeField.LIEN_SUIVI) ? this.kit.link(template.id(), template.channel(), me)
				: null;
		Values values = this.values.of(recipient, me, asked, link);
		Merged mergedSubject = subject.merge(values.known());
		Merged mergedBody = body.merge(values.known());
		Set<MergeField> missing = EnumSet.noneOf(MergeField.class);
		missing.addAll(mergedSubject.missing());
		missing.addAll(mergedBody.missing());
		List<Missing> gaps = missing.stream().map((field) -> missing(field, values)).toList();
		PreviewForm merged = new PreviewForm((typed.subject() != null) ? mergedSubject.text() : null,
				(typed.body() != null) ? mergedBody.text() : null);
		boolean complete = gaps.isEmpty() && (errors == null || !errors.hasErrors());
		List<Choice> choices = choices(template.id(), query, recipient, me);
		if (template.channel().isMail() && !template.retired() && recipient != null && !recipient.isOpposed()
				&& recipient.contact() != null && recipient.email() != null) {
			this.readings.note(ReadingPlace.MESSAGE, List.of(recipient.contact()));
		}
		BindingResult shown = new BeanPropertyBindingResult(merged, "form");
		if (errors != null) {
			shown.addAllErrors(errors);
		}
		return new ModelAndView("message/preview",
				Map.of("form", merged, BindingResult.MODEL_KEY_PREFIX + "form", shown, "view",
						new PreviewPage(template, query, recipient, mergedSubject.pieces(), mergedBody.pieces(), gaps,
								complete, complete ? mail(template, recipient, merged) : null, choices,
								MessageText.oldWord(merged.body()).map(MessageText.Fault::named).orElse(null),
								(recipient != null) ? log(template, query, recipient) : null)));
	}

	private @Nullable Recipient recipient(PreviewQuery query) {
		if (query.contact() != null) {
			return this.recipients.person(query.contact(), query.etablissement());
		}
		return (query.etablissement() != null) ? this.recipients.school(query.etablissement()) : null;
	}

	private static Missing missing(MergeField field, Values values) {
		Gap gap = values.gaps().getOrDefault(field, new Gap("message.gap.unseen", null));
		return new Missing(field, gap.reason(), gap.form());
	}

	private static @Nullable Mail mail(MessageTemplate template, @Nullable Recipient recipient, PreviewForm merged) {
		if (!template.channel().isMail()) {
			return null;
		}
		String address = (recipient != null) ? Objects.requireNonNullElse(recipient.email(), "") : "";
		String subject = Objects.requireNonNullElse(merged.subject(), "");
		return new Mail(address, MailLink.to(address, subject, Objects.requireNonNullElse(merged.body(), "")),
				MailLink.to(address, subject));
	}

	private String log(MessageTemplate template, PreviewQuery query, Recipient recipient) {
		return QueryLink.to("/echanges/nouveau")
			.with("contact", recipient.contact())
			.with("etablissement", recipient.uai())
			.with("canal", template.channel().exchangeChannel())
			.with("campagne", query.campagne())
			.with("note",
					this.messages.getMessage("message.log.note", new Object[] { template.title() }, Locale.FRENCH))
			.toString();
	}

	/** Whom the message can be written to: who is looked for, else who works there. */
	private List<Choice> choices(UUID template, PreviewQuery query, @Nullable Recipient recipient, CurrentAccount me) {
		List<Recipient> found = new ArrayList<>();
		if (query.recherche() != null) {
			found.addAll(this.recipients.people(this.people.nearest(query.recherche(), MOST, me)));
			found.addAll(this.recipients.schools(this.schools.nearest(query.recherche(), MOST)));
		}
		else if (recipient != null && !recipient.isPerson()) {
			found.addAll(this.recipients.peopleAt(Objects.requireNonNull(recipient.uai())));
		}
		return found.stream()
			.map((one) -> new Choice(one, query.link(template, one.contact(), one.uai()).toString()))
			.toList();
	}

	/**
	 * The page.
	 *
	 * @param recipient null for nobody in particular
	 * @param missing the fields that nothing fills in
	 * @param complete whether nothing is left to fill in or to put right
	 * @param mail opens the mail program, null where the message goes elsewhere or is not
	 * complete
	 * @param oldWord « intendant » in some form, when it was typed
	 * @param log where the exchange is logged, null for nobody in particular
	 */
	record PreviewPage(MessageTemplate template, PreviewQuery query, @Nullable Recipient recipient, List<Piece> subject,
			List<Piece> body, List<Missing> missing, boolean complete, @Nullable Mail mail, List<Choice> choices,
			@Nullable String oldWord, @Nullable String log) {

		/** Longer addresses are cut off by some mail programs, or not opened at all. */
		public static final int LONGEST_LINK = 2_000;

		public boolean isComplete() {
			return this.complete;
		}

		/** Whether nobody may be written to from here. */
		public boolean isBlocked() {
			return this.template.retired() || (this.recipient != null && this.recipient.isOpposed());
		}

		/** Whether a field shows, filled or not. */
		public boolean isMerged() {
			return this.body.stream().anyMatch((piece) -> piece.field() != null)
					|| this.subject.stream().anyMatch((piece) -> piece.field() != null);
		}

		public boolean isTooLong() {
			return this.mail != null && this.mail.link().length() > LONGEST_LINK;
		}

		public int longestLink() {
			return LONGEST_LINK;
		}

		public String action() {
			return "/messages/" + this.template.id() + "/apercu";
		}

		public String back() {
			return (this.query.retour() != null) ? this.query.retour() : "/messages/" + this.template.id();
		}

	}

	/**
	 * A field that nothing fills in.
	 *
	 * @param form where that can be done, null where nowhere
	 */
	record Missing(MergeField field, String reason, @Nullable String form) {
	}

	/**
	 * The way into the mail program.
	 *
	 * @param address empty when nobody knows it
	 * @param withoutBody for a text that is pasted instead
	 */
	record Mail(String address, String link, String withoutBody) {
	}

	/** Someone the message can be written to. */
	record Choice(Recipient who, String link) {
	}

}
