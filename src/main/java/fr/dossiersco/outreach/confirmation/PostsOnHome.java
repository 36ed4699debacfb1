package fr.dossiersco.outreach.confirmation;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.HomePanel;
import fr.dossiersco.outreach.confirmation.PostsToConfirm.Progress;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How many posts wait to be confirmed, where one starts from. */
@Component
@Order(20)
class PostsOnHome implements HomePanel {

	private static final ConfirmationFilter EVERYWHERE = new ConfirmationFilter(null, null);

	private final PostsToConfirm posts;

	PostsOnHome(PostsToConfirm posts) {
		this.posts = posts;
	}

	@Override
	public String template() {
		return "confirmation/home";
	}

	/** Ambassadors are also told that nobody waits; it is theirs to keep so. */
	@Override
	public @Nullable Object content(CurrentAccount me) {
		Progress progress = this.posts.progress(EVERYWHERE, me);
		return (me.isTeam() && progress.left() == 0) ? null : new Waiting(progress.left(), progress.isMany());
	}

	/**
	 * @param many whether there are more than it is worth counting
	 */
	record Waiting(long posts, boolean many) {
	}

}
