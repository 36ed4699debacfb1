package fr.dossiersco.outreach.confirmation;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what we know of a post is believed.
 *
 * @param months after how many months without confirmation it is asked again
 * @param aside how long « je ne sais pas » puts a card aside for whoever said so
 */
@ConfigurationProperties("outreach.confirmation")
record ConfirmationProperties(@DefaultValue("6") int months, @DefaultValue("30d") Duration aside) {
}
