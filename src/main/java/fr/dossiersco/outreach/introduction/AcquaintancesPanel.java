package fr.dossiersco.outreach.introduction;

import java.util.List;
import java.util.UUID;

import fr.dossiersco.outreach.contact.ContactPanel;
import fr.dossiersco.outreach.introduction.Acquaintances.Known;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whom someone knows, on their page. */
@Component
@Order(30)
class AcquaintancesPanel implements ContactPanel {

	private final Acquaintances acquaintances;

	private final Wording wording;

	AcquaintancesPanel(Acquaintances acquaintances, Wording wording) {
		this.acquaintances = acquaintances;
		this.wording = wording;
	}

	@Override
	public String template() {
		return "introduction/contact";
	}

	@Override
	public Object content(UUID contact) {
		return new Network(contact,
				this.acquaintances.of(contact)
					.stream()
					.map((known) -> new Line(known, this.wording.shortly(known.tie(), known.place())))
					.toList());
	}

	record Network(UUID contact, List<Line> lines) {
	}

	/**
	 * @param how what ties the two, in a few words
	 */
	record Line(Known known, String how) {
	}

}
