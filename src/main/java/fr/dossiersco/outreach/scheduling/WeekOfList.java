package fr.dossiersco.outreach.scheduling;

import fr.dossiersco.outreach.web.ListAction;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Plans the calls due at the schools of a list. */
@Component
@Order(20)
class WeekOfList implements ListAction {

	@Override
	public boolean concerns(String list) {
		return list.equals("/etablissements");
	}

	@Override
	public String label() {
		return "scheduling.week.make";
	}

	@Override
	public String address() {
		return "/appels/semaine";
	}

}
