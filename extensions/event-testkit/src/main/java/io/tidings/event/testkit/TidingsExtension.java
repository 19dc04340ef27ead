package io.tidings.event.testkit;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBusBuilder;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * JUnit extension that provides each test with a recording bus and a controllable clock, id source
 * and executor.
 *
 * <pre>{@code
 * @ExtendWith(TidingsExtension.class)
 * class PlanServiceTest {
 *
 *   @Test
 *   void applied_plan_is_emitted(RecordingEventBus bus, TestClock clock) {
 *     new PlanService(bus).apply("p-1");
 *     assertThat(bus).emitted(EventType.PLAN_APPLIED).withPlan("p-1");
 *   }
 * }
 * }</pre>
 *
 * <p>Constructors, lifecycle methods and test methods may have parameters of type {@link
 * RecordingEventBus}, {@link TestClock}, {@link SequentialIds} and {@link ManualExecutor}. Within
 * one test each type is one object; every test gets new ones. {@code bus.events()} uses the clock
 * and the ids. After each test the bus is closed, and later events are not recorded. If the test
 * failed, the timeline of its events is published as a report entry.
 *
 * <p>The objects exist per test: {@code @BeforeAll} and {@code @AfterAll} methods and the
 * constructor of a class with a per-class lifecycle cannot have these parameters. Thread-safe:
 * tests may run concurrently.
 */
public final class TidingsExtension implements ParameterResolver, AfterEachCallback {

  /** The key of the report entry with the timeline of a failed test. */
  public static final String REPORT_KEY = "tidings.timeline";

  private static final Namespace NAMESPACE = Namespace.create(TidingsExtension.class);

  private final Instant start;
  private final int capacity;
  private final Consumer<EventBusBuilder> options;

  /**
   * Creates an extension with default settings, for {@code @ExtendWith}.
   *
   * @throws LinkageError if JUnit is older than 5.12
   */
  public TidingsExtension() {
    this(builder());
  }

  private TidingsExtension(Builder builder) {
    JUnitVersion.require();
    this.start = builder.start;
    this.capacity = builder.capacity;
    this.options = builder.options;
  }

  /** Returns a new builder, for an extension registered by {@code @RegisterExtension}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the per-test scope, so that constructor parameters are objects of the test. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  /** Returns whether the parameter has one of the four supported types. */
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return TestFixture.TYPES.contains(parameter.getParameter().getType());
  }

  /**
   * Returns the object of the current test.
   *
   * @throws ParameterResolutionException if there is no current test
   */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          "%s exists per test; declare it as a parameter of a test, @BeforeEach or @AfterEach method"
              .formatted(type.getSimpleName()));
    }
    return fixture(context.getStore(NAMESPACE)).get(type);
  }

  /**
   * Returns the objects of the current test. One thread resolves all parameters of a test, and the
   * atomic methods of a store differ between JUnit 5 and 6.
   */
  private TestFixture fixture(ExtensionContext.Store store) {
    TestFixture existing = store.get(TestFixture.class, TestFixture.class);
    if (existing != null) {
      return existing;
    }
    TestFixture created = new TestFixture(start, options, capacity);
    store.put(TestFixture.class, created);
    return created;
  }

  /** Publishes the timeline if the test failed, and closes the bus. */
  @Override
  public void afterEach(ExtensionContext context) {
    TestFixture bench = context.getStore(NAMESPACE).get(TestFixture.class, TestFixture.class);
    if (bench == null) {
      return;
    }
    if (context.getExecutionException().isPresent()) {
      context.publishReportEntry(REPORT_KEY, bench.bus().recording().timeline());
    }
    bench.bus().close();
  }

  /** Builder of {@link TidingsExtension}. Confined to one thread. */
  public static final class Builder {

    private Instant start = TestClock.DEFAULT_START;
    private int capacity = RecordingEventBus.DEFAULT_CAPACITY;
    private Consumer<EventBusBuilder> options = builder -> {};

    private Builder() {}

    /**
     * Sets the initial time of the clock. By default {@link TestClock#DEFAULT_START}.
     *
     * @return this builder
     * @throws NullPointerException if {@code start} is null
     */
    public Builder startingAt(Instant start) {
      this.start = requireNonNull(start, "start");
      return this;
    }

    /**
     * Sets the number of events the bus retains. By default {@link
     * RecordingEventBus#DEFAULT_CAPACITY}.
     *
     * @return this builder
     * @throws IllegalArgumentException if {@code capacity} is not positive
     */
    public Builder capacity(int capacity) {
      this.capacity = RecordedEvents.requirePositive(capacity);
      return this;
    }

    /**
     * Sets a function that configures the builder of each bus: taps, order, failure listener. By
     * default none.
     *
     * @return this builder
     * @throws NullPointerException if {@code options} is null
     */
    public Builder bus(Consumer<EventBusBuilder> options) {
      this.options = requireNonNull(options, "options");
      return this;
    }

    /** Returns a new extension with the current settings. */
    public TidingsExtension build() {
      return new TidingsExtension(this);
    }
  }
}
