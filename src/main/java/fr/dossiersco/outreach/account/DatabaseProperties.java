package fr.dossiersco.outreach.account;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the database that the program starts when it is given none.
 *
 * @param directory where it keeps its data across restarts
 * @param port the port it listens on, 0 for any free one
 */
@ConfigurationProperties("outreach.embedded-database")
record DatabaseProperties(@DefaultValue("data/postgres") Path directory, @DefaultValue("0") int port) {
}
