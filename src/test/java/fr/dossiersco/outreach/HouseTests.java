package fr.dossiersco.outreach;

import java.time.Clock;
import java.time.temporal.Temporal;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Entity;
import org.junit.jupiter.api.Test;

import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * The plan of the house: which feature may use which, and a few habits that keep it
 * readable.
 */
class HouseTests {

	private static final JavaClasses house = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("fr.dossiersco.outreach");

	@Test
	void featuresUseOnlyWhatThePlanAllows() {
		ApplicationModules.of(OutreachApplication.class).verify();
	}

	@Test
	void controllersArePackagePrivate() {
		classes().that().areAnnotatedWith(Controller.class).should().bePackagePrivate().check(house);
	}

	@Test
	void entitiesAreNeverBoundToRequests() {
		methods().that()
			.areMetaAnnotatedWith(RequestMapping.class)
			.should()
			.notHaveRawParameterTypes(DescribedPredicate
				.anyElementThat(DescribedPredicate.describe("an entity", (type) -> type.isAnnotatedWith(Entity.class))))
			.check(house);
	}

	@Test
	void theTimeComesFromTheClock() {
		noClasses().should()
			.callMethodWhere(DescribedPredicate.describe("the time without a clock",
					(JavaMethodCall call) -> call.getName().equals("now")
							&& call.getTargetOwner().isAssignableTo(Temporal.class)
							&& call.getTarget()
								.getRawParameterTypes()
								.stream()
								.noneMatch((type) -> type.isEquivalentTo(Clock.class))))
			.check(house);
	}

	@Test
	void noTypeHidesBehindAnImplementationSuffix() {
		noClasses().should().haveSimpleNameEndingWith("Impl").orShould().haveSimpleNameEndingWith("Dto").check(house);
	}

}
