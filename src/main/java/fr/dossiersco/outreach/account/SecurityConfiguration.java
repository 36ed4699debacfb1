package fr.dossiersco.outreach.account;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import fr.dossiersco.outreach.web.SecretLink;
import fr.dossiersco.outreach.web.SiteAddress;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.session.autoconfigure.DefaultCookieSerializerCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;
import org.springframework.security.authentication.ott.OneTimeTokenService;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.authentication.ott.GenerateOneTimeTokenFilter;
import org.springframework.security.web.authentication.ott.OneTimeTokenGenerationSuccessHandler;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter.Directive;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationFilter;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Who may reach what, and the headers that every answer carries. A page for some roles
 * only says so on its controller.
 */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class SecurityConfiguration {

	static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; "
			+ "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

	private static final Logger logger = LoggerFactory.getLogger(SecurityConfiguration.class);

	/**
	 * Where the address typed at a refused sign-in waits for the form to be shown again.
	 */
	static final String REFUSED_EMAIL = "account.signIn.email";

	/** How long a link by which to sign in is good for (ASVS 5.0, 6.5.5). */
	private static final Duration LINK_LIFE = Duration.ofMinutes(10);

	/** Where a link by which to sign in is asked for. */
	private static final String LINK_ASKED = "/connexion/lien/demande";

	@Bean
	SecurityFilterChain security(HttpSecurity http, SignInThrottle throttle, KnownDevice devices,
			OneTimeTokenService links, OneTimeTokenGenerationSuccessHandler linkAsked, LinkThrottle linkThrottle,
			SignIns signIns, WebAuthnRelyingPartyOperations passkeys, List<SignInWay> ways) {
		http.authorizeHttpRequests(
				(requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
					.permitAll()
					.requestMatchers(HttpMethod.GET, "/connexion", "/connexion/**", "/assets/**", "/favicon.ico",
							"/robots.txt", "/accessibilite", "/mentions-legales", "/donnees-personnelles",
							"/plan-du-site", "/aide", "/actuator/health/**")
					.permitAll()
					.requestMatchers(HttpMethod.GET, "/rdv/*", "/rdv/*/rendez-vous.ics", "/agenda/*", "/journal/flux/*",
							"/bilan/desabonnement/*", "/invitation/*")
					.permitAll()
					.requestMatchers(HttpMethod.POST, "/connexion/**", "/webauthn/authenticate/options",
							"/login/webauthn", "/rdv/*", "/bilan/desabonnement/*", "/invitation/*")
					.permitAll()
					.requestMatchers("/affichage", "/error")
					.permitAll()
					.anyRequest()
					.authenticated());
		// Whoever answers by a link has no session to be abused: the link alone lets
		// them.
		http.csrf((csrf) -> csrf.csrfTokenRepository(new FormTokens())
			.ignoringRequestMatchers("/rdv/*", "/bilan/desabonnement/*", "/invitation/*", "/connexion/mot-de-passe/*"));
		http.formLogin((form) -> form.loginPage("/connexion")
			.usernameParameter("email")
			.passwordParameter("password")
			.successHandler(signedIn("password", throttle, devices))
			.failureHandler(passwordRefused()));
		http.oneTimeTokenLogin((link) -> link.loginPage("/connexion")
			.tokenService(links)
			.authenticationProvider(new LinkSignIn(links, signIns))
			.tokenGeneratingUrl(LINK_ASKED)
			.generateRequestResolver((request) -> new GenerateOneTimeTokenRequest(
					email(request).isEmpty() ? "-" : email(request), LINK_LIFE))
			.tokenGenerationSuccessHandler(linkAsked)
			.showDefaultSubmitPage(false)
			.loginProcessingUrl("/connexion/lien")
			.authenticationConverter(
					(request) -> OneTimeTokenAuthenticationToken.unauthenticated(request.getParameter("token")))
			.successHandler(signedIn("link", throttle, devices))
			.failureHandler((request, response, failure) -> {
				refused("link");
				response.sendRedirect("/connexion/lien?perime");
			}));
		passkeys(http, new PasskeySignIn(passkeys, signIns), passkeySignedIn(throttle, devices));
		http.logout((logout) -> logout.logoutUrl("/deconnexion")
			.logoutSuccessUrl("/connexion?deconnexion")
			// Whoever sits down next finds no page by going back.
			.addLogoutHandler(new HeaderWriterLogoutHandler(new ClearSiteDataHeaderWriter(Directive.CACHE))));
		ways.stream()
			.filter(SignInWay::isOpen)
			.forEach((way) -> way.addTo(http, signedIn(way.name(), throttle, devices)));
		http.exceptionHandling((exceptions) -> exceptions.accessDeniedHandler(keepingTheForm()));
		http.headers((headers) -> headers
			.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
			.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
			.permissionsPolicyHeader(
					(policy) -> policy.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"))
			.crossOriginOpenerPolicy((policy) -> policy.policy(
					org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy.SAME_ORIGIN)));
		http.addFilterBefore(new Throttling(throttle, devices), UsernamePasswordAuthenticationFilter.class);
		http.addFilterBefore(new LinkThrottling(linkThrottle), GenerateOneTimeTokenFilter.class);
		http.addFilterBefore(new NoFilesFromStrangers(), CsrfFilter.class);
		return http.build();
	}

	/**
	 * Links that whoever they are passed on to follows: read by anyone, signed in or not,
	 * without a session being looked for, kept or begun, nor any cookie given.
	 */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	SecurityFilterChain passedOnLinks(HttpSecurity http) {
		http.securityMatcher("/v/**");
		http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
		http.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.requestCache((cache) -> cache.disable());
		http.csrf((csrf) -> csrf.disable());
		http.logout((logout) -> logout.disable());
		http.headers(
				(headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
					.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.NO_REFERRER)));
		return http.build();
	}

	/**
	 * What is refused before the chain above, a request too large or malformed, is
	 * answered by a page too.
	 */
	@Bean
	FilterRegistrationBean<HeaderWriterFilter> headersOfWhatIsRefusedEarly() {
		HeaderWriterFilter headers = new HeaderWriterFilter(
				List.of(new ContentSecurityPolicyHeaderWriter(CONTENT_SECURITY_POLICY),
						new XContentTypeOptionsHeaderWriter(), new HstsHeaderWriter()));
		headers.setShouldWriteHeadersEagerly(true);
		FilterRegistrationBean<HeaderWriterFilter> first = new FilterRegistrationBean<>(headers);
		first.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return first;
	}

	@Bean
	DefaultCookieSerializerCustomizer sessionCookie(SiteAddress site) {
		return (cookie) -> {
			cookie.setCookieName(site.cookie("SESSION"));
			if (site.isSecure()) {
				cookie.setUseSecureCookie(true);
			}
		};
	}

	@Bean
	PasswordEncoder passwordEncoder() {
		return new ForgivingPasswordEncoder(PasswordEncoderFactories.createDelegatingPasswordEncoder());
	}

	private static void passkeys(HttpSecurity http, PasskeySignIn signIn, AuthenticationSuccessHandler signedIn) {
		// Whom a passkey is of, PasskeySignIn says.
		http.setSharedObject(UserDetailsService.class, (name) -> {
			throw new UsernameNotFoundException(name);
		});
		http.webAuthn((passkeys) -> passkeys.disableDefaultRegistrationPage(true)
			.withObjectPostProcessor(new ObjectPostProcessor<WebAuthnAuthenticationFilter>() {
				@Override
				public <F extends WebAuthnAuthenticationFilter> F postProcess(F filter) {
					filter.setAuthenticationManager(new ProviderManager(signIn));
					filter.setAuthenticationSuccessHandler(signedIn);
					filter.setAuthenticationFailureHandler((request, response, failure) -> {
						refused("passkey");
						response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
					});
					// It would leave the session as it was, for whoever gave it to the
					// browser.
					filter.setSessionAuthenticationStrategy(http.getSharedObject(SessionAuthenticationStrategy.class));
					return filter;
				}
			}));
	}

	/** The answer to a script: it names the page to go on to. */
	private static AuthenticationSuccessHandler passkeySignedIn(SignInThrottle throttle, KnownDevice devices) {
		RequestCache asked = new HttpSessionRequestCache();
		return (request, response, authentication) -> {
			known("passkey", request, response, authentication, throttle, devices);
			SavedRequest before = asked.getRequest(request, response);
			asked.removeRequest(request, response);
			boolean kept = KeptForm.in(request.getSession()).isPresent();
			response.setHeader(HttpHeaders.LOCATION,
					kept ? "/reprise" : (before != null) ? before.getRedirectUrl() : "/");
			response.setStatus(HttpServletResponse.SC_NO_CONTENT);
		};
	}

	private static void known(String by, HttpServletRequest request, HttpServletResponse response,
			Authentication authentication, SignInThrottle throttle, KnownDevice devices) {
		logger.info("Account {} signed in by a {}", authentication.getName(), by);
		String email = ((CurrentAccount) Objects.requireNonNull(authentication.getPrincipal())).email();
		throttle.forget(email, request.getRemoteAddr(), devices.proof(request, email));
		devices.remember(request, response, email);
	}

	private static AuthenticationSuccessHandler signedIn(String by, SignInThrottle throttle, KnownDevice devices) {
		SavedRequestAwareAuthenticationSuccessHandler onwards = new SavedRequestAwareAuthenticationSuccessHandler();
		return (request, response, authentication) -> {
			known(by, request, response, authentication, throttle, devices);
			if (KeptForm.in(request.getSession()).isPresent()) {
				response.sendRedirect("/reprise");
			}
			else {
				onwards.onAuthenticationSuccess(request, response, authentication);
			}
		};
	}

	/**
	 * Not whom: what is typed may be anything, a password in the wrong field included.
	 */
	private static void refused(String by) {
		logger.info("A sign-in by a {} was refused", by);
	}

	private static AuthenticationFailureHandler passwordRefused() {
		return (request, response, failure) -> {
			refused("password");
			request.getSession().setAttribute(REFUSED_EMAIL, email(request));
			response.sendRedirect("/connexion?refus");
		};
	}

	/**
	 * A form sent after its session ended is kept for after the sign-in; anything else is
	 * refused.
	 */
	private static AccessDeniedHandler keepingTheForm() {
		AccessDeniedHandlerImpl refusal = new AccessDeniedHandlerImpl();
		return (request, response, denied) -> {
			if (denied instanceof CsrfException && KeptForm.keep(request)) {
				response.sendRedirect(isSignedIn() ? "/reprise" : "/connexion?expiree");
			}
			else {
				refusal.handle(request, response, denied);
			}
		};
	}

	private static String email(HttpServletRequest request) {
		String email = request.getParameter("email");
		return email == null ? "" : email.strip();
	}

	private static boolean isSignedIn() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return authentication != null && authentication.getPrincipal() instanceof CurrentAccount;
	}

	/** The usual tokens of forms, of 256 bits where a UUID has 122. */
	private static final class FormTokens implements CsrfTokenRepository {

		private final CsrfTokenRepository sessions = new HttpSessionCsrfTokenRepository();

		@Override
		public CsrfToken generateToken(HttpServletRequest request) {
			CsrfToken usual = this.sessions.generateToken(request);
			return new DefaultCsrfToken(usual.getHeaderName(), usual.getParameterName(), SecretLink.create().token());
		}

		@Override
		public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
			this.sessions.saveToken(token, request, response);
		}

		@Override
		public @Nullable CsrfToken loadToken(HttpServletRequest request) {
			return this.sessions.loadToken(request);
		}

	}

	/**
	 * Looking for the CSRF token would write a stranger's file to the disk, whatever its
	 * size.
	 */
	private static final class NoFilesFromStrangers extends OncePerRequestFilter {

		@Override
		protected boolean shouldNotFilter(HttpServletRequest request) {
			String type = request.getContentType();
			return type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/");
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			if (isSignedIn()) {
				chain.doFilter(request, response);
			}
			else {
				response.sendRedirect("/connexion?expiree");
			}
		}

	}

	/** Refuses to send links when too many were asked for from one place. */
	private static final class LinkThrottling extends OncePerRequestFilter {

		private final LinkThrottle throttle;

		LinkThrottling(LinkThrottle throttle) {
			this.throttle = throttle;
		}

		@Override
		protected boolean shouldNotFilter(HttpServletRequest request) {
			return !(HttpMethod.POST.matches(request.getMethod()) && request.getRequestURI().equals(LINK_ASKED));
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			if (this.throttle.admits(request.getRemoteAddr())) {
				chain.doFilter(request, response);
			}
			else {
				logger.warn("A link to sign in was refused after too many");
				response.sendRedirect("/connexion/lien?trop");
			}
		}

	}

	/** Refuses a try before any password is looked at, when too many came before it. */
	private static final class Throttling extends OncePerRequestFilter {

		private final SignInThrottle throttle;

		private final KnownDevice devices;

		Throttling(SignInThrottle throttle, KnownDevice devices) {
			this.throttle = throttle;
			this.devices = devices;
		}

		@Override
		protected boolean shouldNotFilter(HttpServletRequest request) {
			return !(HttpMethod.POST.matches(request.getMethod()) && request.getRequestURI().equals("/connexion"));
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			String email = email(request);
			Duration wait = this.throttle.tryAt(email, request.getRemoteAddr(), this.devices.proof(request, email));
			if (wait.isZero()) {
				chain.doFilter(request, response);
			}
			else {
				logger.warn("A sign-in by a password was refused after too many tries");
				request.getSession().setAttribute(REFUSED_EMAIL, email);
				response.sendRedirect("/connexion?attente=" + Math.ceilDiv(wait.toSeconds() + 1, 60));
			}
		}

	}

}
