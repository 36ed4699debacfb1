package fr.dossiersco.outreach.introduction;

import java.util.List;

import fr.dossiersco.outreach.establishment.EstablishmentPanel;
import fr.dossiersco.outreach.establishment.EstablishmentRecord;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** « Qui peut nous introduire ? » on a school's page: the most promising few. */
@Component
@Order(50)
class IntroducersOfSchool implements EstablishmentPanel {

	private static final int FEW = 3;

	private final Introducers introducers;

	private final Wording wording;

	IntroducersOfSchool(Introducers introducers, Wording wording) {
		this.introducers = introducers;
		this.wording = wording;
	}

	@Override
	public String template() {
		return "introduction/school";
	}

	@Override
	public Object content(EstablishmentRecord establishment) {
		String address = "/etablissements/" + establishment.uai() + "/introductions";
		List<Introducer> all = this.introducers.toSchool(establishment.uai());
		return new Few(all.stream()
			.limit(FEW)
			.map((introducer) -> new Candidate(introducer, this.wording.reason(introducer, null),
					Doors.ask(establishment.uai(), null, introducer)))
			.toList(), all.size(), address);
	}

	/**
	 * @param all how many there are
	 */
	record Few(List<Candidate> candidates, int all, String address) {
	}

}
