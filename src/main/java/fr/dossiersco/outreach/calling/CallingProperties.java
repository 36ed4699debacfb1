package fr.dossiersco.outreach.calling;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How hard schools are called.
 *
 * @param reservation how long an entry stays with whoever opened it
 * @param triesBeforeSomeoneElse after how many failed tries another profile, or the
 * académie's ambassador, is proposed
 * @param monthlyCap how many times in thirty days a school is called or written to, at
 * most
 * @param skip how long an entry put off stays away
 */
@ConfigurationProperties("outreach.calling")
record CallingProperties(@DefaultValue("20m") Duration reservation, @DefaultValue("3") int triesBeforeSomeoneElse,
		@DefaultValue("6") int monthlyCap, @DefaultValue("1h") Duration skip) {
}
