package fr.dossiersco.outreach;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts Dossiersco · Recrutement. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class OutreachApplication {

	public static void main(String[] args) {
		SpringApplication.run(OutreachApplication.class, args);
	}

}
