package fr.dossiersco.outreach.journey;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;

import fr.dossiersco.outreach.Given;
import fr.dossiersco.outreach.TestClock;
import fr.dossiersco.outreach.TestDatabase;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test that drives the running program through a browser; skipped, with a reason, where
 * there is none.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.class)
@Import({ TestClock.class, Given.class })
@ExtendWith(Browsing.class)
// A browser that no longer answers must fail its test, not hold the build.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@interface JourneyTest {

}
