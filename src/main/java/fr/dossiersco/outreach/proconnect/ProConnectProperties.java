package fr.dossiersco.outreach.proconnect;

import java.net.URI;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.StringUtils;

/**
 * What ProConnect gave the service when it was registered there. All three, or none:
 * without them there is no ProConnect.
 *
 * @param issuer where ProConnect describes itself, such as
 * {@code https://auth.agentconnect.gouv.fr/api/v2}
 * @param clientId the service's name there
 * @param clientSecret the service's secret there
 * @param algorithm by which ProConnect signs for the service: {@code RS256} or
 * {@code ES256}
 */
@ConfigurationProperties("outreach.proconnect")
record ProConnectProperties(@Nullable String issuer, @Nullable String clientId, @Nullable String clientSecret,
		@Nullable String algorithm) {

	private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");

	ProConnectProperties {
		boolean complete = StringUtils.hasText(issuer) && StringUtils.hasText(clientId)
				&& StringUtils.hasText(clientSecret);
		if (!complete && (StringUtils.hasText(issuer) || StringUtils.hasText(clientId)
				|| StringUtils.hasText(clientSecret))) {
			throw new IllegalArgumentException(
					"outreach.proconnect needs issuer, client-id and client-secret, or none of them");
		}
		if (complete && !isSafe(URI.create(String.valueOf(issuer)))) {
			throw new IllegalArgumentException("outreach.proconnect.issuer must be an https address");
		}
	}

	boolean areComplete() {
		return StringUtils.hasText(this.issuer);
	}

	private static boolean isSafe(URI issuer) {
		return issuer.getHost() != null && ("https".equals(issuer.getScheme()) || LOOPBACK.contains(issuer.getHost()));
	}

}
