package fr.dossiersco.outreach.message;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.TeamOnly;
import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.message.MessageLibrary.Totals;
import fr.dossiersco.outreach.message.MessageText.Piece;
import fr.dossiersco.outreach.web.PageRequest;
import fr.dossiersco.outreach.web.Pagination;
import fr.dossiersco.outreach.web.QueryLink;
import fr.dossiersco.outreach.web.Undo;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The library of messages: read by all, written by the team. */
@Controller
@RequestMapping(MessageFilter.PATH)
class MessageController {

	private final MessageLibrary library;

	private final MessageSource messages;

	MessageController(MessageLibrary library, MessageSource messages) {
		this.library = library;
		this.messages = messages;
	}

	@GetMapping
	ModelAndView list(@RequestParam MultiValueMap<String, String> query, PageRequest asked) {
		MessageFilter filter = MessageFilter.of(query);
		Totals totals = this.library.count(filter);
		return new ModelAndView("message/list", "view",
				new ListPage(filter, this.library.page(filter, asked.within(totals.total())), totals,
						Pagination.of(asked, totals.total(), filter.link())));
	}

	@GetMapping("/{id}")
	ModelAndView show(@PathVariable UUID id) {
		MessageTemplate template = this.library.require(id);
		return new ModelAndView("message/page", "view", MessagePage.of(template));
	}

	@GetMapping("/{id}/historique")
	ModelAndView history(@PathVariable UUID id) {
		return new ModelAndView("message/history", "view",
				new HistoryPage(MessagePage.of(this.library.require(id)), this.library.history(id)));
	}

	@GetMapping("/nouveau")
	@TeamOnly
	ModelAndView start(@RequestParam(required = false) @Nullable UUID modele) {
		if (modele == null) {
			return form(null, MessageForm.empty(), null);
		}
		MessageTemplate template = this.library.require(modele);
		String title = this.messages.getMessage("message.copyOf", new Object[] { template.title() }, Locale.FRENCH);
		return form(null, MessageForm.of(template).copied(title), null);
	}

	@PostMapping
	@TeamOnly
	ModelAndView add(@Valid @ModelAttribute("form") MessageForm form, BindingResult errors, CurrentAccount me,
			RedirectAttributes flash) {
		form.check(errors);
		if (errors.hasErrors()) {
			return refused(form(null, form, null), errors);
		}
		flash.addFlashAttribute("done", "message.added");
		return new ModelAndView("redirect:/messages/" + this.library.add(form, me));
	}

	@GetMapping("/{id}/modifier")
	@TeamOnly
	ModelAndView edit(@PathVariable UUID id) {
		return form(id, MessageForm.of(this.library.require(id)), null);
	}

	@PostMapping("/{id}/modifier")
	@TeamOnly
	ModelAndView correct(@PathVariable UUID id, @Valid @ModelAttribute("form") MessageForm form, BindingResult errors,
			CurrentAccount me, RedirectAttributes flash) {
		form.check(errors);
		if (errors.hasErrors()) {
			return refused(form(id, form, null), errors);
		}
		try {
			this.library.correct(id, form, me);
		}
		catch (OptimisticLockingFailureException ex) {
			MessageTemplate written = this.library.require(id);
			ModelAndView answer = form(id, form.over(written.version()), written);
			answer.setStatus(HttpStatus.CONFLICT);
			return answer;
		}
		flash.addFlashAttribute("done", "message.corrected");
		return new ModelAndView("redirect:/messages/" + id);
	}

	@PostMapping("/{id}/retrait")
	@TeamOnly
	String retire(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		this.library.retire(id, true, me);
		flash.addFlashAttribute("done", "message.retired.done");
		flash.addFlashAttribute("undo", new Undo("/messages/" + id + "/reprise", "message.retired.undo"));
		return "redirect:/messages/" + id;
	}

	@PostMapping("/{id}/reprise")
	@TeamOnly
	String bringBack(@PathVariable UUID id, CurrentAccount me, RedirectAttributes flash) {
		this.library.retire(id, false, me);
		flash.addFlashAttribute("done", "message.back.done");
		flash.addFlashAttribute("undo", new Undo("/messages/" + id + "/retrait", "message.back.undo"));
		return "redirect:/messages/" + id;
	}

	private static ModelAndView refused(ModelAndView page, BindingResult errors) {
		page.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
		page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		return page;
	}

	private static ModelAndView form(@Nullable UUID id, MessageForm form, @Nullable MessageTemplate written) {
		return new ModelAndView("message/form", Map.of("form", form, "view", new FormPage(id, written)));
	}

	/**
	 * The list.
	 *
	 * @param totals in use and retired
	 */
	record ListPage(MessageFilter filter, List<MessageTemplate> rows, Totals totals, Pagination pagination) {

		public MessageChannel[] channels() {
			return MessageChannel.values();
		}

		public ContactProfile[] profiles() {
			return ContactProfile.values();
		}

		/** The same question among the other ones: retired, or in use. */
		public String others() {
			return new MessageFilter(this.filter.q(), this.filter.channel(), this.filter.profile(),
					!this.filter.retired())
				.link()
				.toString();
		}

		/** All of them, in use or retired. */
		public String all() {
			return new MessageFilter(null, null, null, this.filter.retired()).link().toString();
		}

		public QueryLink link() {
			return this.filter.link();
		}

	}

	/**
	 * One message, its fields told from its words.
	 */
	record MessagePage(MessageTemplate template, List<Piece> subject, List<Piece> body) {

		static MessagePage of(MessageTemplate template) {
			return new MessagePage(template, MessageText.parse(template.subject()).merge(Map.of()).pieces(),
					MessageText.parse(template.body()).merge(Map.of()).pieces());
		}

	}

	/** All that was changed, the last first. */
	record HistoryPage(MessagePage current, List<MessageTemplate> changes) {
	}

	/**
	 * The form.
	 *
	 * @param id null for a new one
	 * @param written what someone else wrote meanwhile
	 */
	record FormPage(@Nullable UUID id, @Nullable MessageTemplate written) {

		public MessageChannel[] channels() {
			return MessageChannel.values();
		}

		public ContactProfile[] profiles() {
			return ContactProfile.values();
		}

		public MergeField.Group[] groups() {
			return MergeField.Group.values();
		}

		public int longest() {
			return MessageForm.LONGEST;
		}

		public String action() {
			return (this.id != null) ? "/messages/" + this.id + "/modifier" : "/messages";
		}

		public String back() {
			return (this.id != null) ? "/messages/" + this.id : "/messages";
		}

	}

}
