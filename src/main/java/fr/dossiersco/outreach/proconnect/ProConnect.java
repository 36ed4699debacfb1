package fr.dossiersco.outreach.proconnect;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ClientSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * ProConnect as it describes itself, asked when somebody first comes by it: it may well
 * be down when the program starts.
 */
@Component
class ProConnect {

	static final String ID = "proconnect";

	static final String START = "/connexion/proconnect";

	static final String RETURN = START + "/retour";

	private final ProConnectProperties properties;

	private final Clock clock;

	private final ClientHttpRequestFactory requests;

	private final RestClient http;

	private volatile @Nullable Provider provider;

	ProConnect(ProConnectProperties properties, Clock clock) {
		this.properties = properties;
		this.clock = clock;
		this.requests = requests();
		this.http = RestClient.builder().requestFactory(this.requests).build();
	}

	boolean isOn() {
		return this.properties.areComplete();
	}

	/** Speaks to ProConnect, and does not wait long for an answer. */
	RestClient http() {
		return this.http;
	}

	/**
	 * @return what is needed to speak to it, the same until the program stops
	 * @throws RuntimeException when it does not answer, or not as it should
	 */
	Provider provider() {
		Provider known = this.provider;
		if (known == null) {
			known = discover();
			this.provider = known;
		}
		return known;
	}

	ClientRegistrationRepository registrations() {
		return (id) -> id.equals(ID) ? provider().registration() : null;
	}

	private Provider discover() {
		String issuer = Objects.requireNonNull(this.properties.issuer());
		Map<String, Object> said = this.http.get()
			.uri(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration")
			.retrieve()
			.body(new ParameterizedTypeReference<>() {
			});
		if (said == null || !issuer.equals(said.get("issuer"))) {
			throw new IllegalStateException("What answers at outreach.proconnect.issuer is another issuer");
		}
		ClientRegistration registration = ClientRegistrations.fromOidcConfiguration(said)
			.registrationId(ID)
			.clientId(Objects.requireNonNull(this.properties.clientId()))
			.clientSecret(Objects.requireNonNull(this.properties.clientSecret()))
			.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
			.redirectUri("{baseUrl}" + RETURN)
			// Name, SIRET and the rest are of no use here.
			.scope("openid", "email")
			// It refuses parameters that it does not know.
			.clientSettings(ClientSettings.builder().requireProofKey(knowsProofKeys(said)).build())
			.build();
		OidcIdTokenValidator idToken = new OidcIdTokenValidator(registration);
		idToken.setClock(this.clock);
		return new Provider(registration, decoder(registration, idToken), decoder(registration, userInfo(registration)),
				(String) said.get("end_session_endpoint"));
	}

	private static boolean knowsProofKeys(Map<String, Object> said) {
		return said.get("code_challenge_methods_supported") instanceof List<?> methods && methods.contains("S256");
	}

	/** One algorithm alone: what it is must not be up to whoever sends a token. */
	private JwtDecoder decoder(ClientRegistration registration, OAuth2TokenValidator<Jwt> validator) {
		NimbusJwtDecoder decoder = NimbusJwtDecoder
			.withJwkSetUri(Objects.requireNonNull(registration.getProviderDetails().getJwkSetUri()))
			.jwsAlgorithm(algorithm())
			.restOperations(new RestTemplate(this.requests))
			.build();
		decoder.setJwtValidator(validator);
		return decoder;
	}

	private SignatureAlgorithm algorithm() {
		SignatureAlgorithm algorithm = SignatureAlgorithm
			.from(Objects.requireNonNullElse(this.properties.algorithm(), "RS256"));
		return Objects.requireNonNull(algorithm, "outreach.proconnect.algorithm is RS256 or ES256");
	}

	private OAuth2TokenValidator<Jwt> userInfo(ClientRegistration registration) {
		JwtTimestampValidator time = new JwtTimestampValidator();
		time.setClock(this.clock);
		return new DelegatingOAuth2TokenValidator<>(time,
				new JwtIssuerValidator(Objects.requireNonNull(registration.getProviderDetails().getIssuerUri())),
				new JwtClaimValidator<List<String>>(JwtClaimNames.AUD,
						(audience) -> audience != null && audience.contains(registration.getClientId())));
	}

	private static ClientHttpRequestFactory requests() {
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
				HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build());
		requests.setReadTimeout(Duration.ofSeconds(10));
		return requests;
	}

	/**
	 * @param idTokens reads who has signed in there, once
	 * @param userInfos reads what it tells of them
	 * @param endSession where one signs out there, null where one cannot
	 */
	record Provider(ClientRegistration registration, JwtDecoder idTokens, JwtDecoder userInfos,
			@Nullable String endSession) {

		String issuer() {
			return Objects.requireNonNull(this.registration.getProviderDetails().getIssuerUri());
		}

	}

}
