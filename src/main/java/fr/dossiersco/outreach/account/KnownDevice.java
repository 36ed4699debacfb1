package fr.dossiersco.outreach.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import fr.dossiersco.outreach.web.SiteAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * A cookie that proves that this browser has signed in to an address before. It opens
 * nothing: it only keeps the tries of a stranger at the same place from counting against
 * its owner.
 */
@Component
class KnownDevice {

	private static final String COOKIE = "appareil";

	private static final int SHORTEST_SECRET = 32;

	private final SecretKeySpec key;

	private final SecureRandom random = new SecureRandom();

	private final SiteAddress site;

	KnownDevice(KnownDeviceProperties properties, SiteAddress site) {
		this.site = site;
		byte[] secret = new byte[32];
		if (properties.deviceSecret() == null) {
			this.random.nextBytes(secret);
		}
		else {
			secret = properties.deviceSecret().getBytes(StandardCharsets.UTF_8);
			if (secret.length < SHORTEST_SECRET) {
				throw new IllegalStateException(
						"outreach.sign-in.device-secret needs at least " + SHORTEST_SECRET + " characters, by chance");
			}
		}
		this.key = new SecretKeySpec(secret, "HmacSHA256");
	}

	/** The device's own name when its proof is for this address, else empty. */
	String proof(HttpServletRequest request, String email) {
		jakarta.servlet.http.Cookie cookie = WebUtils.getCookie(request, this.site.cookie(COOKIE));
		if (cookie == null) {
			return "";
		}
		String[] parts = cookie.getValue().split("\\.", 2);
		if (parts.length != 2 || !MessageDigest.isEqual(parts[1].getBytes(StandardCharsets.UTF_8),
				sign(parts[0], email).getBytes(StandardCharsets.UTF_8))) {
			return "";
		}
		return parts[0];
	}

	void remember(HttpServletRequest request, HttpServletResponse response, String email) {
		byte[] bytes = new byte[16];
		this.random.nextBytes(bytes);
		String device = HexFormat.of().formatHex(bytes);
		response.addHeader(HttpHeaders.SET_COOKIE,
				ResponseCookie.from(this.site.cookie(COOKIE), device + "." + sign(device, email))
					.path("/")
					.httpOnly(true)
					.secure(request.isSecure() || this.site.isSecure())
					.sameSite("Lax")
					.maxAge(Duration.ofDays(180))
					.build()
					.toString());
	}

	private String sign(String device, String email) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(this.key);
			byte[] signature = mac
				.doFinal((device + ' ' + email.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has HmacSHA256", ex);
		}
	}

	/**
	 * @param deviceSecret what signs the cookie, the same on every instance; when absent,
	 * known devices are forgotten at each restart
	 */
	@ConfigurationProperties("outreach.sign-in")
	record KnownDeviceProperties(@Nullable String deviceSecret) {
	}

}
