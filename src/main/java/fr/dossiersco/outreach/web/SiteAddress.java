package fr.dossiersco.outreach.web;

import java.net.URI;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the program is reached from outside, for links in what is read elsewhere: a mail.
 * Pages need it not, they follow the address that the browser asked for.
 *
 * @param address the site's root, such as {@code https://recrutement.example}
 */
@ConfigurationProperties("outreach.site")
public record SiteAddress(URI address) {

	public SiteAddress {
		if (address.getHost() == null) {
			throw new IllegalArgumentException(
					"outreach.site.address must be absolute, such as https://recrutement.example");
		}
	}

	/** Whether whoever comes here comes by https. */
	public boolean isSecure() {
		return "https".equalsIgnoreCase(this.address.getScheme());
	}

	/**
	 * A cookie's name. Where the site is https, browsers keep such a name to its host, to
	 * https and to cookies that our own answers set; anywhere else they would drop it.
	 */
	public String cookie(String name) {
		return isSecure() ? "__Host-" + name : name;
	}

	/**
	 * @param path from the root, encoded, such as {@code /relances?pour=tous}
	 */
	public String link(String path) {
		return this.address.toString().replaceFirst("/+$", "") + path;
	}

}
