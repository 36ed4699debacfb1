package fr.dossiersco.outreach;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import fr.dossiersco.outreach.account.Acting;
import fr.dossiersco.outreach.web.NotFoundException;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.DefaultRepositoryMetadata;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every method of every repository, with nothing but the guard: whatever it is asked of
 * another académie's people, it finds nobody and writes nothing. A new repository is
 * tried without a word here.
 */
@DatabaseTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SealedRepositoryTests {

	/** What the team writes for everyone, the public directory, and colleagues' names. */
	private static final Set<String> PUBLIC = Set.of("Account", "Campaign", "Publication", "Establishment");

	/** Of which an ambassador may not read any column. */
	private static final Set<String> DENIED = Set.of("AccountChange");

	/** Methods that say nothing of a row. */
	private static final Set<String> WAITS = Set.of("await", "flush", "lockCoordinators", "count");

	@Autowired
	private ApplicationContext context;

	@Autowired
	private EntityManager entities;

	@Autowired
	private TransactionTemplate transactions;

	@Autowired
	private Given given;

	@Autowired
	@Qualifier("unguardedPool")
	private HikariDataSource pool;

	private SealedWorld mine;

	private SealedWorld other;

	private SealedRows rows;

	@BeforeAll
	void worlds() {
		SealedWorld.Common common = SealedWorld.common(this.given, this.pool);
		this.mine = SealedWorld.at(this.given.school("087"), "087", "22", common, this.pool);
		this.other = SealedWorld.at(this.given.school("025"), "025", "03", common, this.pool);
		this.rows = new SealedRows(this.pool, this.other);
	}

	@ParameterizedTest
	@MethodSource("readers")
	void aReaderFindsNobodyOfAnotherAcademie(Asked asked) {
		List<Object> found = new ArrayList<>();
		List<Object> own = new ArrayList<>();
		for (Object[] arguments : arguments(asked.method(), this.other)) {
			found.addAll(Acting.as(this.mine.ambassador, () -> call(asked, arguments)));
			// Nobody acting.
			found.addAll(call(asked, arguments));
		}
		for (Object[] arguments : arguments(asked.method(), this.mine)) {
			own.addAll(Acting.as(this.mine.ambassador, () -> call(asked, arguments)));
		}

		assertThat(found).as("what %s finds of another académie", asked).isEmpty();
		if (asked.method().getName().equals("findById")) {
			assertThat(own).as("what %s finds of one's own", asked).isNotEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource("writers")
	void aWriterWritesNothingOfAnotherAcademie(Asked asked) {
		List<String> before = this.rows.digest();
		int tried = 0;
		for (String id : this.other.ids()) {
			Object entity = asked.method().getParameterTypes()[0].isAssignableFrom(UUID.class)
					? (isUuid(id) ? UUID.fromString(id) : null) : Acting.asSystem(() -> find(asked.domain(), id));
			if (entity != null) {
				tried++;
				try {
					Acting.as(this.mine.ambassador, () -> call(asked, entity));
				}
				catch (RuntimeException ex) {
					assertThat(ex.getClass().getPackageName()).as(asked + ": " + ex).startsWith("org.springframework");
				}
			}
		}

		assertThat(tried).as("rows that %s was tried with", asked).isPositive();
		assertThat(this.rows.digest()).containsExactlyInAnyOrderElementsOf(before);
	}

	@Test
	void noEntityOfAnotherAcademieIsLoaded() {
		List<String> found = new ArrayList<>();
		List<String> known = new ArrayList<>();
		this.entities.getMetamodel().getEntities().forEach((entity) -> {
			for (String id : this.other.ids()) {
				if (Acting.asSystem(() -> find(entity.getJavaType(), id)) != null) {
					known.add(entity.getName());
				}
				if (!PUBLIC.contains(entity.getName()) && !DENIED.contains(entity.getName())
						&& Acting.as(this.mine.ambassador, () -> Optional.ofNullable(find(entity.getJavaType(), id)))
							.isPresent()) {
					found.add(entity.getName());
				}
			}
		});

		assertThat(found).isEmpty();
		assertThat(known).contains("Contact", "Interaction", "FollowUp", "Introduction", "Appointment", "StageMove",
				"Organisation", "Pursuit");
	}

	Stream<Asked> readers() {
		return asked().filter((asked) -> asked.method().getName().matches("(find|exists|is|require).*"));
	}

	Stream<Asked> writers() {
		return asked().filter((asked) -> asked.method().getName().matches("(save|delete).*")
				&& !Set.of("Credential", "AccountChange").contains(asked.domain().getSimpleName()));
	}

	private Stream<Asked> asked() {
		return this.context.getBeansOfType(Repository.class).values().stream().flatMap((repository) -> {
			Class<?> type = Arrays.stream(AopProxyUtils.proxiedUserInterfaces(repository))
				.filter((each) -> each.getPackageName().startsWith("fr.dossiersco"))
				.findFirst()
				.orElseThrow();
			Class<?> domain = new DefaultRepositoryMetadata(type).getDomainType();
			return Arrays.stream(type.getMethods())
				.filter((method) -> !PUBLIC.contains(domain.getSimpleName()) && !WAITS.contains(method.getName())
						&& method.getDeclaringClass() == type && !method.isBridge())
				.map((method) -> new Asked(type, domain, repository, method));
		});
	}

	@Test
	void everyRepositoryIsAskedInOneWayOrTheOther() {
		assertThat(
				asked().filter((asked) -> !asked.method().getName().matches("(find|exists|is|require|save|delete).*")))
			.as("methods that these tests do not know how to ask")
			.isEmpty();
	}

	/** In a transaction, which methods that lock or write want. */
	private List<Object> call(Asked asked, Object... arguments) {
		return (asked.method().isDefault()) ? asked.call(arguments)
				: Objects.requireNonNull(this.transactions.execute((status) -> asked.call(arguments)));
	}

	private @Nullable Object find(Class<?> domain, String id) {
		Class<?> key = this.entities.getMetamodel().entity(domain).getIdType().getJavaType();
		if (key == UUID.class) {
			return isUuid(id) ? this.entities.find(domain, UUID.fromString(id)) : null;
		}
		return (key == String.class && !isUuid(id)) ? this.entities.find(domain, id) : null;
	}

	private static boolean isUuid(String id) {
		return id.length() == 36;
	}

	/** Each id of a world in turn. */
	private static List<Object[]> arguments(Method method, SealedWorld world) {
		Class<?> type = method.getParameterTypes()[0];
		List<UUID> ids = world.ids().stream().filter(SealedRepositoryTests::isUuid).map(UUID::fromString).toList();
		if (type == UUID.class) {
			return ids.stream().map((id) -> new Object[] { id }).toList();
		}
		if (type == String.class) {
			return List.<Object[]>of(new Object[] { world.uai });
		}
		if (type == byte[].class) {
			// Only the hash of a link that nobody was given.
			return List.<Object[]>of(new Object[] { new byte[32] });
		}
		if (Collection.class.isAssignableFrom(type) && ((ParameterizedType) method.getGenericParameterTypes()[0])
			.getActualTypeArguments()[0] == UUID.class) {
			return List.<Object[]>of(new Object[] { ids });
		}
		throw new IllegalArgumentException("SealedRepositoryTests.arguments does not know what to ask " + method);
	}

	/** A method of a repository. */
	private record Asked(Class<?> type, Class<?> domain, Object repository, Method method) {

		/** All that it finds: rows, or a yes. */
		List<Object> call(Object... arguments) {
			try {
				this.method.setAccessible(true);
				Object answer = this.method.invoke(this.repository, arguments);
				return switch (answer) {
					case null -> List.of();
					case Optional<?> one -> one.<List<Object>>map(List::of).orElse(List.of());
					case Collection<?> several -> List.copyOf(several);
					case Boolean yes -> yes ? List.of(yes) : List.of();
					default -> List.of(answer);
				};
			}
			catch (InvocationTargetException ex) {
				if (ex.getCause() instanceof NotFoundException) {
					return List.of();
				}
				if (ex.getCause() instanceof RuntimeException refused) {
					throw refused;
				}
				throw new IllegalStateException(ex);
			}
			catch (IllegalAccessException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public String toString() {
			return this.type.getSimpleName() + "." + this.method.getName();
		}

	}

}
