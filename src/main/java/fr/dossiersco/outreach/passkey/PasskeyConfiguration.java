package fr.dossiersco.outreach.passkey;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

import fr.dossiersco.outreach.web.SiteAddress;

import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;

/**
 * Passkeys belong to the site's own address ({@code outreach.site.address}) and work at
 * no other. As one replaces both an address and a password, the device must have asked
 * its owner who they are.
 */
@Configuration(proxyBeanMethods = false)
class PasskeyConfiguration {

	@Bean
	WebAuthnRelyingPartyOperations passkeyOperations(PasskeyOwners owners, Passkeys passkeys, SiteAddress site,
			MessageSource messages) {
		URI address = site.address();
		Webauthn4JRelyingPartyOperations operations = new Webauthn4JRelyingPartyOperations(owners, passkeys,
				PublicKeyCredentialRpEntity.builder()
					.id(address.getHost())
					.name(messages.getMessage("web.service", null, Locale.FRENCH))
					.build(),
				Set.of(origin(address)));
		operations.setCustomizeCreationOptions(
				(options) -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
					.userVerification(UserVerificationRequirement.REQUIRED)
					.residentKey(ResidentKeyRequirement.REQUIRED)
					.build()));
		operations
			.setCustomizeRequestOptions((options) -> options.userVerification(UserVerificationRequirement.REQUIRED));
		return operations;
	}

	private static String origin(URI address) {
		return address.getScheme() + "://" + address.getHost()
				+ ((address.getPort() != -1) ? ":" + address.getPort() : "");
	}

}
