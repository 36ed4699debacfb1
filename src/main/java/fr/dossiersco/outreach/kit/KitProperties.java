package fr.dossiersco.outreach.kit;

import java.net.URI;
import java.time.Period;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where links lead, and how long what they count is kept.
 *
 * @param destination the public address of Dossiersco: the only one that a link leads to
 * @param keepVisitsFor how long daily counts of visits are kept
 */
@ConfigurationProperties("outreach.kit")
record KitProperties(@DefaultValue("https://beta.gouv.fr/startups/dossiersco.html") URI destination,
		@DefaultValue("25m") Period keepVisitsFor) {

	private static final Set<Integer> PORTS = Set.of(-1, 443);

	KitProperties {
		if (!"https".equalsIgnoreCase(destination.getScheme()) || destination.getHost() == null
				|| destination.getUserInfo() != null || !PORTS.contains(destination.getPort())) {
			throw new IllegalArgumentException(
					"outreach.kit.destination must be a public address, such as https://dossiersco.example");
		}
		if (keepVisitsFor.isNegative() || keepVisitsFor.isZero()) {
			throw new IllegalArgumentException(
					"outreach.kit.keep-visits-for must be a time, such as 25m for 25 months");
		}
	}

}
