package fr.dossiersco.outreach.request;

import java.util.List;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.HomePanel;
import fr.dossiersco.outreach.request.TeamRequestList.Waiting;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Requests where one starts from: to an ambassador, what they asked and what was
 * answered; to the team, those that nobody sees to and one's own.
 */
@Component
@Order(20)
class RequestsOnHome implements HomePanel {

	private static final int FEW = 3;

	private final TeamRequestList requests;

	RequestsOnHome(TeamRequestList requests) {
		this.requests = requests;
	}

	@Override
	public String template() {
		return "request/home";
	}

	@Override
	public @Nullable Object content(CurrentAccount me) {
		if (!me.isTeam()) {
			return new Requests(false, List.of(), this.requests.asked(FEW, me));
		}
		List<Waiting> waiting = this.requests.waiting(FEW, me);
		return waiting.isEmpty() ? null : new Requests(true, waiting.stream().filter((one) -> !one.mine()).toList(),
				waiting.stream().filter(Waiting::mine).toList());
	}

	/**
	 * @param free those that nobody sees to, which the team alone is shown
	 * @param mine to the team, those that one sees to; to an ambassador, those that they
	 * asked
	 */
	record Requests(boolean team, List<Waiting> free, List<Waiting> mine) {

		/** How many there are that nobody sees to. */
		public long freeSize() {
			return this.free.isEmpty() ? 0 : this.free.getFirst().size();
		}

		public long mineSize() {
			return this.mine.isEmpty() ? 0 : this.mine.getFirst().size();
		}

		/** How many of those shown have news. */
		public long news() {
			return this.mine.stream().filter(Waiting::unread).count();
		}

	}

}
