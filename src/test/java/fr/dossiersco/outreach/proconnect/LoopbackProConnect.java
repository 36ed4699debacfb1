package fr.dossiersco.outreach.proconnect;

import java.io.IOException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * ProConnect as tests want it: a real OpenID Connect server on loopback, where whoever
 * the test says sits at the screen. Like ProConnect it signs what it tells of people and
 * refuses parameters that it does not know; unlike it, it can be made to cheat.
 */
public final class LoopbackProConnect implements AutoCloseable {

	static final String CLIENT = "dossiersco-recrutement";

	static final String SECRET = "secret-des-essais";

	private static final Set<String> PARAMETERS = Set.of("response_type", "client_id", "redirect_uri", "scope", "state",
			"nonce", "code_challenge", "code_challenge_method");

	/** What it does wrong. */
	public enum Fault {

		NONE, DOWN, OTHER_NONCE, OTHER_AUDIENCE, FORGED, TELLS_UNSIGNED, TELLS_FORGED, TELLS_OF_ANOTHER,
		TELLS_TO_ANOTHER, TELLS_AS_ANOTHER, TELLS_TOO_LATE

	}

	private final AnnotationConfigServletWebServerApplicationContext server = new AnnotationConfigServletWebServerApplicationContext();

	private final JwtEncoder honest;

	private final JwtEncoder forger;

	private final RSAKey key = key();

	private volatile String subject = "";

	private volatile @Nullable String email;

	private volatile @Nullable Boolean verified;

	private volatile Fault fault = Fault.NONE;

	/**
	 * @param site where the program under test answers, such as {@code http://localhost}
	 */
	public LoopbackProConnect(String site) {
		this.honest = encoder(this.key);
		this.forger = encoder(key());
		this.server.registerBean(LoopbackProConnect.class, () -> this);
		this.server.registerBean("site", String.class, () -> site);
		this.server.register(Server.class);
		this.server.refresh();
	}

	/** What {@code outreach.proconnect.*} must say. */
	public String[] properties() {
		return new String[] { "outreach.proconnect.issuer=" + issuer(), "outreach.proconnect.client-id=" + CLIENT,
				"outreach.proconnect.client-secret=" + SECRET };
	}

	public String issuer() {
		return "http://localhost:" + Objects.requireNonNull(this.server.getWebServer()).getPort();
	}

	/** Who sits at the screen, with nothing wrong. */
	public void present(String subject, @Nullable String email) {
		this.subject = subject;
		this.email = email;
		this.verified = null;
		this.fault = Fault.NONE;
	}

	void doubtsTheAddress() {
		this.verified = false;
	}

	void goWrong(Fault fault) {
		this.fault = fault;
	}

	@Override
	public void close() {
		this.server.close();
	}

	private static JwtEncoder encoder(RSAKey key) {
		return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)));
	}

	/** Each with the same name: which is right only the signature tells. */
	private static RSAKey key() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			var pair = generator.generateKeyPair();
			return new RSAKey.Builder((RSAPublicKey) pair.getPublic()).privateKey(pair.getPrivate())
				.keyID("essais")
				.build();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void tell(HttpServletRequest request, HttpServletResponse response, Authentication known)
			throws IOException {
		if (this.fault == Fault.TELLS_UNSIGNED) {
			response.setContentType("application/json");
			response.getWriter().write("{\"sub\":\"%s\",\"email\":\"%s\"}".formatted(this.subject, this.email));
			return;
		}
		String told = Objects.requireNonNull(
				Objects.requireNonNull(((OidcUserInfoAuthenticationToken) known).getUserInfo()).getSubject());
		Instant now = Instant.now();
		JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
			.issuer((this.fault == Fault.TELLS_AS_ANOTHER) ? "http://ailleurs.example" : issuer())
			.audience(List.of((this.fault == Fault.TELLS_TO_ANOTHER) ? "quelqu-un-d-autre" : CLIENT))
			.subject((this.fault == Fault.TELLS_OF_ANOTHER) ? "quelqu-un-d-autre" : told)
			.issuedAt((this.fault == Fault.TELLS_TOO_LATE) ? now.minusSeconds(7200) : now)
			.expiresAt((this.fault == Fault.TELLS_TOO_LATE) ? now.minusSeconds(3600) : now.plusSeconds(60))
			.claim("siret", "11006801200050");
		if (this.email != null) {
			claims.claim("email", this.email);
		}
		if (this.verified != null) {
			claims.claim("email_verified", this.verified);
		}
		JwtEncoder encoder = (this.fault == Fault.TELLS_FORGED) ? this.forger : this.honest;
		response.setContentType("application/jwt");
		response.getWriter()
			.write(encoder
				.encode(JwtEncoderParameters.from(JwsHeader.with(SignatureAlgorithm.RS256).build(), claims.build()))
				.getTokenValue());
	}

	/**
	 * Somebody sits at the screen; ProConnect is down; ProConnect is strict.
	 */
	private final class Front extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			LoopbackProConnect it = LoopbackProConnect.this;
			if (it.fault == Fault.DOWN) {
				response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
				return;
			}
			boolean asks = request.getRequestURI().equals("/oauth2/authorize");
			Set<String> unknown = new TreeSet<>(request.getParameterMap().keySet());
			unknown.removeAll(PARAMETERS);
			if (asks && !unknown.isEmpty()) {
				response.sendError(HttpStatus.BAD_REQUEST.value(), "Y000400 " + unknown);
				return;
			}
			if (asks || request.getRequestURI().equals("/connect/logout")) {
				SecurityContextHolder.getContext()
					.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(it.subject, null,
							List.of(FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY))));
			}
			chain.doFilter(request, response);
		}

	}

	/** The server's own context: nothing of the program is in it. */
	@EnableWebSecurity
	static class Server {

		@Bean
		TomcatServletWebServerFactory web() {
			TomcatServletWebServerFactory web = new TomcatServletWebServerFactory(0);
			// Filters stand before a servlet, whatever it would answer.
			web.setRegisterDefaultServlet(true);
			return web;
		}

		@Bean
		SecurityFilterChain endpoints(HttpSecurity http, LoopbackProConnect it) {
			http.oauth2AuthorizationServer((server) -> server
				.oidc((oidc) -> oidc.userInfoEndpoint((userInfo) -> userInfo.userInfoResponseHandler(it::tell))));
			http.oauth2ResourceServer((resource) -> resource.jwt(Customizer.withDefaults()));
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.csrf((csrf) -> csrf.disable());
			http.addFilterAfter(it.new Front(), SecurityContextHolderFilter.class);
			return http.build();
		}

		@Bean
		InMemoryRegisteredClientRepository clients(String site) {
			return new InMemoryRegisteredClientRepository(RegisteredClient.withId("1")
				.clientId(CLIENT)
				.clientSecret("{noop}" + SECRET)
				.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
				.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
				.redirectUri(site + "/connexion/proconnect/retour")
				.postLogoutRedirectUri(site + "/connexion/proconnect/fin/retour")
				.scope("openid")
				.scope("email")
				.clientSettings(
						ClientSettings.builder().requireProofKey(true).requireAuthorizationConsent(false).build())
				.build());
		}

		@Bean
		JWKSource<SecurityContext> keys(LoopbackProConnect it) {
			return new ImmutableJWKSet<>(new JWKSet(it.key));
		}

		@Bean
		JwtEncoder encoder(LoopbackProConnect it) {
			return (parameters) -> ((it.fault == Fault.FORGED) ? it.forger : it.honest).encode(parameters);
		}

		@Bean
		JwtDecoder decoder(JWKSource<SecurityContext> keys) {
			return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
		}

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> cheat(LoopbackProConnect it) {
			return (token) -> {
				if (!token.getTokenType().getValue().equals("id_token")) {
					return;
				}
				if (it.fault == Fault.OTHER_NONCE) {
					token.getClaims().claim("nonce", "celui-d-une-autre-demande");
				}
				if (it.fault == Fault.OTHER_AUDIENCE) {
					token.getClaims().audience(List.of("quelqu-un-d-autre"));
				}
			};
		}

		@Bean
		AuthorizationServerSettings settings() {
			return AuthorizationServerSettings.builder().build();
		}

	}

}
