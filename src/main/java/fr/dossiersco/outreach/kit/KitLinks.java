package fr.dossiersco.outreach.kit;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.message.MessageChannel;
import fr.dossiersco.outreach.web.SiteAddress;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The links of whoever passes messages on: one for each message and channel. */
@Component
class KitLinks {

	/** Where days begin and end. */
	static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private final JdbcClient jdbc;

	private final SiteAddress site;

	private final Clock clock;

	KitLinks(JdbcClient jdbc, SiteAddress site, Clock clock) {
		this.jdbc = jdbc;
		this.site = site;
		this.clock = clock;
	}

	/**
	 * One's own link, made the first time that its message is opened. A page that is read
	 * makes it, since a link without which nothing can be copied is no decision; made
	 * twice at once, it is made once.
	 */
	Link of(UUID template, MessageChannel channel, CurrentAccount me) {
		return find(template, channel, me).orElseGet(() -> {
			this.jdbc.sql("""
					insert into kit_link (id, code, account_id, template_id, channel, academies, created_at)
					values (?, ?, ?, ?, ?, ?, ?) on conflict (account_id, template_id, channel) do nothing""")
				.params(UUID.randomUUID(), LinkCode.draw().value(), me.id(), template, channel.name(),
						me.academies().toArray(String[]::new), this.clock.instant().atOffset(ZoneOffset.UTC))
				.update();
			return find(template, channel, me).orElseThrow();
		});
	}

	private Optional<Link> find(UUID template, MessageChannel channel, CurrentAccount me) {
		return this.jdbc.sql("select id, code from kit_link where account_id = ? and template_id = ? and channel = ?")
			.params(me.id(), template, channel.name())
			.query((row, number) -> new Link(row.getObject("id", UUID.class),
					this.site.link(new LinkCode(row.getString("code")).path())))
			.optional();
	}

	/** How often each of one's own links was followed. */
	List<Followed> mine(CurrentAccount me) {
		return this.jdbc.sql("""
				select l.template_id as template, l.channel,
					coalesce((select sum(visits) from kit_visit v where v.link_id = l.id), 0) as visits
				from kit_link l where l.account_id = ?""").param(me.id()).query(Followed.class).list();
	}

	LocalDate today() {
		return LocalDate.now(this.clock.withZone(PARIS));
	}

	/**
	 * A link.
	 *
	 * @param address as it is copied, printed and typed
	 */
	record Link(UUID id, String address) {

		/** Without what nobody types. */
		public String typed() {
			return this.address.replaceFirst("^https?://", "");
		}

	}

	/** A link and its visits since it is there, as far as they are kept. */
	record Followed(UUID template, MessageChannel channel, long visits) {
	}

}
