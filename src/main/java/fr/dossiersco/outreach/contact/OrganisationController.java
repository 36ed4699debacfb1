package fr.dossiersco.outreach.contact;

import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** One organisation and its people. */
@Controller
class OrganisationController {

	private static final RowMapper<OrganisationShown> organisations = new SimplePropertyRowMapper<>(
			OrganisationShown.class);

	private final JdbcClient jdbc;

	private final ContactBook book;

	OrganisationController(JdbcClient jdbc, ContactBook book) {
		this.jdbc = jdbc;
		this.book = book;
	}

	@GetMapping("/organisations/{id}")
	ModelAndView show(@PathVariable UUID id) {
		OrganisationShown organisation = this.jdbc.sql("""
				select g.id, g.name, g.kind, a.name as academie
				from organisation g left join academie a on a.code = g.academie where g.id = ?""")
			.param(id)
			.query(organisations)
			.optional()
			.orElseThrow(() -> new NotFoundException("organisation " + id));
		return new ModelAndView("contact/organisation", "view",
				new OrganisationPage(organisation, this.book.peopleOf(id)));
	}

	/** The page. */
	record OrganisationPage(OrganisationShown organisation, List<ContactCard> people) {
	}

	/**
	 * The organisation.
	 *
	 * @param academie the name of its académie, null when it is national
	 */
	record OrganisationShown(UUID id, String name, OrganisationKind kind, @Nullable String academie) {
	}

}
