package fr.dossiersco.outreach.dashboard;

import java.util.concurrent.TimeUnit;

import fr.dossiersco.outreach.account.Acting;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Keeps the figures by day up to date, so that their page has few days to count by
 * itself. It is never wrong without this, only slower.
 */
@Configuration(proxyBeanMethods = false)
class EffectRefresh {

	private final Effect effect;

	EffectRefresh(Effect effect) {
		this.effect = effect;
	}

	@Scheduled(fixedDelay = 10, initialDelay = 10, timeUnit = TimeUnit.SECONDS)
	void refresh() {
		Acting.asSystem(this.effect::refresh);
	}

}
