package fr.dossiersco.outreach.proconnect;

import java.io.IOException;
import java.util.Objects;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.account.SignInWay;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * The way to ProConnect and back, and the end of the session there when the one here
 * ends.
 */
@Component
@Order(100)
class ProConnectWay implements SignInWay {

	private static final Logger logger = LoggerFactory.getLogger(ProConnectWay.class);

	private final ProConnect proConnect;

	private final Agents agents;

	private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

	ProConnectWay(ProConnect proConnect, Agents agents) {
		this.proConnect = proConnect;
		this.agents = agents;
	}

	@Override
	public boolean isOpen() {
		return this.proConnect.isOn();
	}

	@Override
	public String name() {
		return "ProConnect identity";
	}

	@Override
	public String template() {
		return "proconnect/sign-in";
	}

	@Override
	public void addTo(HttpSecurity http, AuthenticationSuccessHandler signedIn) {
		http.oauth2Login((login) -> login.loginPage("/connexion")
			.loginProcessingUrl(ProConnect.RETURN)
			.clientRegistrationRepository(this.proConnect.registrations())
			.authorizedClientRepository(new NothingKept())
			.authorizationEndpoint((start) -> start.authorizationRequestResolver(new Start(this.proConnect)))
			.tokenEndpoint((token) -> token.accessTokenResponseClient(tokens()))
			.userInfoEndpoint((told) -> told.oidcUserService(this.agents))
			.successHandler((request, response, authentication) -> signedIn.onAuthenticationSuccess(request, response,
					asAnyOther(authentication, request, response)))
			.failureHandler((request, response, failure) -> refuse(response,
					OAuth2ErrorCodes.ACCESS_DENIED.equals(code(failure)) ? null : reason(failure), failure))
			.withObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
				@Override
				public <F extends OAuth2AuthorizationRequestRedirectFilter> F postProcess(F filter) {
					filter.setAuthenticationFailureHandler(
							(request, response, failure) -> refuse(response, Refusal.DOWN, failure));
					return filter;
				}
			}));
		http.logout((logout) -> logout.addLogoutHandler((request, response, authentication) -> Departure.note(request))
			.logoutSuccessHandler((request, response, authentication) -> response
				.sendRedirect(Departure.isDue(request) ? Departure.PAGE : "/connexion?deconnexion")));
	}

	private RestClientAuthorizationCodeTokenResponseClient tokens() {
		RestClientAuthorizationCodeTokenResponseClient tokens = new RestClientAuthorizationCodeTokenResponseClient();
		tokens.setRestClient(this.proConnect.http().mutate().configureMessageConverters((converters) -> {
			converters.addCustomConverter(new FormHttpMessageConverter());
			converters.addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter());
		}).defaultStatusHandler(new OAuth2ErrorResponseErrorHandler()).build());
		return tokens;
	}

	/** From here on the session is one like those of all other ways of signing in. */
	private Authentication asAnyOther(Authentication authentication, HttpServletRequest request,
			HttpServletResponse response) {
		Agent agent = (Agent) Objects.requireNonNull(authentication.getPrincipal());
		CurrentAccount account = agent.account();
		Authentication signedIn = UsernamePasswordAuthenticationToken.authenticated(account, null,
				account.authorities());
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(signedIn);
		SecurityContextHolder.setContext(context);
		this.contexts.saveContext(context, request, response);
		Departure.prepare(request, this.proConnect.provider().endSession(), agent.getIdToken().getTokenValue());
		return signedIn;
	}

	/**
	 * @param reason null when it was theirs: they turned back
	 */
	private static void refuse(HttpServletResponse response, @Nullable Refusal reason, AuthenticationException failure)
			throws IOException {
		if (reason == null) {
			response.sendRedirect("/connexion");
			return;
		}
		if (reason == Refusal.DOWN) {
			logger.warn("ProConnect does not answer as it should", failure);
		}
		else {
			// The code may come from anywhere, line breaks included.
			logger.info("A sign-in by a ProConnect identity was refused: {}, {}", reason,
					String.valueOf(code(failure)).replaceAll("\\W", "_"));
		}
		response.sendRedirect(ProConnect.START + "/refus/" + reason.address());
	}

	private static @Nullable String code(AuthenticationException failure) {
		return (failure instanceof OAuth2AuthenticationException known) ? known.getError().getErrorCode() : null;
	}

	private static Refusal reason(AuthenticationException failure) {
		if (failure instanceof OAuth2AuthenticationException known && Refusal.of(known).isPresent()) {
			return Refusal.of(known).get();
		}
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof IOException || cause instanceof RestClientException) {
				return Refusal.DOWN;
			}
		}
		return Refusal.NOT_PROVEN;
	}

	/** One address alone leads there. */
	private static final class Start implements OAuth2AuthorizationRequestResolver {

		private final RequestMatcher here = PathPatternRequestMatcher.withDefaults()
			.matcher(HttpMethod.GET, ProConnect.START);

		private final OAuth2AuthorizationRequestResolver requests;

		Start(ProConnect proConnect) {
			this.requests = new DefaultOAuth2AuthorizationRequestResolver(proConnect.registrations());
		}

		@Override
		public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
			return (this.here.matches(request) && isMeant(request)) ? this.requests.resolve(request, ProConnect.ID)
					: null;
		}

		/**
		 * ProConnect may ask nothing of who is signed in there: another site's link must
		 * not sign them in here.
		 */
		private static boolean isMeant(HttpServletRequest request) {
			String site = request.getHeader("Sec-Fetch-Site");
			return site == null || site.equals("same-origin") || site.equals("none");
		}

		@Override
		public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registration) {
			return this.requests.resolve(request, registration);
		}

	}

	/** What would let us act there in someone's name is forgotten at once. */
	private static final class NothingKept implements OAuth2AuthorizedClientRepository {

		@Override
		public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(String registration,
				Authentication principal, HttpServletRequest request) {
			return null;
		}

		@Override
		public void saveAuthorizedClient(OAuth2AuthorizedClient client, Authentication principal,
				HttpServletRequest request, HttpServletResponse response) {
		}

		@Override
		public void removeAuthorizedClient(String registration, Authentication principal, HttpServletRequest request,
				HttpServletResponse response) {
		}

	}

}
