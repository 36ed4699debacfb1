package fr.dossiersco.outreach;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test on the whole program and a real PostgreSQL, with security on and a
 * {@code MockMvcTester}. One annotation for all, so that the context starts once. The
 * database is shared: each test makes its own rows, with {@link Given}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestDatabase.class)
@Import({ StatementCount.class, TestClock.class, Given.class })
public @interface DatabaseTest {

}
