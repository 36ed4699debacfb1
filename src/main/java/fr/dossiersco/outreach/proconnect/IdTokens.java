package fr.dossiersco.outreach.proconnect;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.stereotype.Component;

/** Where Spring Security looks for whatever reads ProConnect's tokens. */
@Component
class IdTokens implements JwtDecoderFactory<ClientRegistration> {

	private final ProConnect proConnect;

	IdTokens(ProConnect proConnect) {
		this.proConnect = proConnect;
	}

	@Override
	public JwtDecoder createDecoder(ClientRegistration registration) {
		return this.proConnect.provider().idTokens();
	}

}
