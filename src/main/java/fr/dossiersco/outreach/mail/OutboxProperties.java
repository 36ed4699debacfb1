package fr.dossiersco.outreach.mail;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails leave.
 *
 * @param from the sender's address
 * @param attempts how many tries before a mail is given up
 * @param backOff how long after the first failed try comes the second; each wait is four
 * times the one before
 * @param longestBackOff the longest wait between two tries
 * @param lease after how long a try that nobody heard of again counts as lost: longer
 * than the mail server's timeouts together
 * @param keepTextsFor how long the texts of mails sent or given up can be read
 * @param keepFor how long one knows that there was a mail
 */
@ConfigurationProperties("outreach.mail")
record OutboxProperties(@DefaultValue("ne-pas-repondre@dossiersco.example") String from,
		@DefaultValue("8") int attempts, @DefaultValue("1m") Duration backOff,
		@DefaultValue("6h") Duration longestBackOff, @DefaultValue("10m") Duration lease,
		@DefaultValue("30d") Duration keepTextsFor, @DefaultValue("365d") Duration keepFor) {

	/** How long to wait after a number of failed tries. */
	Duration waitAfter(int failed) {
		Duration wait = this.backOff;
		for (int i = 1; i < failed && wait.compareTo(this.longestBackOff) < 0; i++) {
			wait = wait.multipliedBy(4);
		}
		return (wait.compareTo(this.longestBackOff) < 0) ? wait : this.longestBackOff;
	}

}
