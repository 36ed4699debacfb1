package fr.dossiersco.outreach.playbook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import fr.dossiersco.outreach.contact.ContactProfile;
import fr.dossiersco.outreach.playbook.Playbook.Experience;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The playbook, to be read before a call. */
@Controller
class PlaybookController {

	private final Playbook playbook;

	PlaybookController(Playbook playbook) {
		this.playbook = playbook;
	}

	@GetMapping("/argumentaire")
	ModelAndView page(@RequestParam @Nullable ContactProfile profil) {
		return new ModelAndView("playbook/page", "view", new PlaybookPage(profil, List.of(ContactProfile.values()),
				this.playbook.arguments(profil), this.playbook.objections(profil)));
	}

	@GetMapping("/argumentaire/experiences")
	ModelAndView experiences() {
		Map<String, List<Experience>> byAim = this.playbook.experiences()
			.stream()
			.collect(Collectors.groupingBy(Experience::aim, LinkedHashMap::new, Collectors.toList()));
		return new ModelAndView("playbook/experiences", "view", byAim);
	}

	/**
	 * @param profile the profile whose arguments and objections come first, null for none
	 */
	record PlaybookPage(@Nullable ContactProfile profile, List<ContactProfile> profiles, List<Argument> arguments,
			List<Objection> objections) {
	}

}
