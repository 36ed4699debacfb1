package fr.dossiersco.outreach.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * The static files of the pages, under an address that changes with their content so that
 * browsers may keep them for ever.
 *
 * @param path where they are served, without a final slash
 */
record Assets(String path) {

	static Assets built() {
		ClassPathResource properties = new ClassPathResource("assets.properties");
		if (!properties.exists()) {
			throw new IllegalStateException(
					"The front end is not built: run ./mvnw generate-resources, which needs Node and npm");
		}
		try {
			Properties built = PropertiesLoaderUtils.loadProperties(properties);
			return new Assets("/assets/" + built.getProperty("hash"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
