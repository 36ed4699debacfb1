package fr.dossiersco.outreach;

import java.time.Clock;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts Dossiersco · Recrutement. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class OutreachApplication {

	public static void main(String[] args) {
		SpringApplication.run(OutreachApplication.class, args);
	}

	/** The one place that knows the time of day. */
	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

}
