package fr.dossiersco.outreach.proconnect;

import java.util.Objects;

import fr.dossiersco.outreach.account.SignIns;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * Asks ProConnect who has just signed in there, and finds their account. It tells so in a
 * signed token, nothing else will do.
 */
@Component
class Agents implements OAuth2UserService<OidcUserRequest, OidcUser> {

	private static final MediaType JWT = MediaType.valueOf("application/jwt");

	private final ProConnect proConnect;

	private final Identities identities;

	private final SignIns signIns;

	Agents(ProConnect proConnect, Identities identities, SignIns signIns) {
		this.proConnect = proConnect;
		this.identities = identities;
		this.signIns = signIns;
	}

	@Override
	public OidcUser loadUser(OidcUserRequest request) {
		String subject = Objects.requireNonNull(request.getIdToken().getSubject());
		Jwt told = told(request);
		if (!subject.equals(told.getSubject())) {
			throw refused("It tells of someone else than who signed in", null);
		}
		return this.signIns
			.open(this.identities.account(this.proConnect.provider().issuer(), subject, vouchedEmail(told)))
			.map((account) -> new Agent(account, request.getIdToken()))
			.orElseThrow(Refusal.NO_ACCOUNT::exception);
	}

	private Jwt told(OidcUserRequest request) {
		try {
			ResponseEntity<String> answer = this.proConnect.http()
				.get()
				.uri(Objects.requireNonNull(
						request.getClientRegistration().getProviderDetails().getUserInfoEndpoint().getUri()))
				.headers((headers) -> headers.setBearerAuth(request.getAccessToken().getTokenValue()))
				.accept(JWT)
				.retrieve()
				.toEntity(String.class);
			if (!JWT.isCompatibleWith(answer.getHeaders().getContentType()) || answer.getBody() == null) {
				throw refused("What it tells is not signed", null);
			}
			return this.proConnect.provider().userInfos().decode(answer.getBody());
		}
		catch (JwtException | RestClientException ex) {
			throw refused("What it tells cannot be read", ex);
		}
	}

	/**
	 * ProConnect has the address from the person's employer or has tried it out, so it
	 * vouches for each and does not say so; if it ever says otherwise it is believed.
	 */
	private static String vouchedEmail(Jwt told) {
		String email = told.getClaimAsString(StandardClaimNames.EMAIL);
		boolean doubted = told.hasClaim(StandardClaimNames.EMAIL_VERIFIED)
				&& !Boolean.TRUE.equals(told.getClaimAsBoolean(StandardClaimNames.EMAIL_VERIFIED));
		return (email == null || doubted) ? "" : email;
	}

	private static OAuth2AuthenticationException refused(String why, @Nullable Throwable cause) {
		return new OAuth2AuthenticationException(new OAuth2Error("invalid_user_info_response", why, null), why, cause);
	}

}
