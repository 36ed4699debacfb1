package fr.dossiersco.outreach.kit;

import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.message.MessageChannel;
import fr.dossiersco.outreach.message.SenderKit;

import org.springframework.stereotype.Component;

/** Gives a message to somebody in their own words and with their own link. */
@Component
class OwnKit implements SenderKit {

	private final OwnTexts texts;

	private final KitLinks links;

	OwnKit(OwnTexts texts, KitLinks links) {
		this.texts = texts;
		this.links = links;
	}

	@Override
	public Optional<Wording> wording(UUID template, CurrentAccount me) {
		return this.texts.find(template, me).filter((own) -> !own.withdrawn()).map(OwnTexts.OwnText::words);
	}

	@Override
	public String link(UUID template, MessageChannel channel, CurrentAccount me) {
		return this.links.of(template, channel, me).address();
	}

}
