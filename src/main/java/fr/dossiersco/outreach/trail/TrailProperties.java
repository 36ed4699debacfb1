package fr.dossiersco.outreach.trail;

import java.time.Period;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the trail is kept.
 *
 * @param keepWrites what was changed, with before and after
 * @param keepReadings who read how to reach whom
 */
@ConfigurationProperties("outreach.trail")
record TrailProperties(@DefaultValue("12m") Period keepWrites, @DefaultValue("6m") Period keepReadings) {

	int months(boolean writes) {
		return (int) (writes ? this.keepWrites : this.keepReadings).toTotalMonths();
	}

}
