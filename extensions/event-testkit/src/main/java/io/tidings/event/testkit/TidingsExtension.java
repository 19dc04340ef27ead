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
 * Gives every test a bus that records, and time, ids and tasks under its control.
 *
 * <pre>{@code
 * @ExtendWith(TidingsExtension.class)
 * class PlanServiceTest {
 *
 *   @Test
 *   void an_applied_plan_is_told(RecordingEventBus bus, TestClock clock) {
 *     new PlanService(bus).apply("p-1");
 *     assertThat(bus).emitted(EventType.PLAN_APPLIED).withPlan("p-1");
 *   }
 * }
 * }</pre>
 *
 * <p>Constructors, lifecycle methods and test methods may have parameters of type {@link
 * RecordingEventBus}, {@link TestClock}, {@link SequentialIds} and {@link ManualExecutor}; in one
 * test they are the same objects everywhere, in another one others. {@code bus.events()} takes time
 * and ids from them. After each test the bus is closed, so that nothing emitted later is recorded;
 * if the test has failed, the timeline of what was emitted is published as a report entry.
 *
 * <p>They are made for one test: {@code @BeforeAll}, {@code @AfterAll} and the constructor of a
 * class with one instance for all its tests cannot have them. Thread-safe: tests may run at once.
 */
public final class TidingsExtension implements ParameterResolver, AfterEachCallback {

  /** The key of the report entry of a test that has failed. */
  public static final String REPORT_KEY = "tidings.timeline";

  private static final Namespace NAMESPACE = Namespace.create(TidingsExtension.class);

  private final Instant start;
  private final int capacity;
  private final Consumer<EventBusBuilder> options;

  /** Creates an extension with every default. */
  public TidingsExtension() {
    this(builder());
  }

  private TidingsExtension(Builder builder) {
    this.start = builder.start;
    this.capacity = builder.capacity;
    this.options = builder.options;
  }

  /** Starts an extension with options, to be registered by {@code @RegisterExtension}. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return TestBench.TYPES.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          "a %s is made for one test; ask for it in a test, @BeforeEach or @AfterEach method"
              .formatted(type.getSimpleName()));
    }
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(
            TestBench.class, key -> new TestBench(start, options, capacity), TestBench.class)
        .get(type);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TestBench bench = context.getStore(NAMESPACE).get(TestBench.class, TestBench.class);
    if (bench == null) {
      return;
    }
    if (context.getExecutionException().isPresent()) {
      context.publishReportEntry(REPORT_KEY, bench.bus().recording().timeline());
    }
    bench.bus().close();
  }

  /** Options of the extension. Confined to one thread. */
  public static final class Builder {

    private Instant start = TestClock.DEFAULT_START;
    private int capacity = RecordingEventBus.DEFAULT_CAPACITY;
    private Consumer<EventBusBuilder> options = builder -> {};

    private Builder() {}

    /** Sets what the clock shows at first. By default {@link TestClock#DEFAULT_START}. */
    public Builder startingAt(Instant start) {
      this.start = requireNonNull(start, "start");
      return this;
    }

    /**
     * Sets how many events the bus keeps. By default {@link RecordingEventBus#DEFAULT_CAPACITY}.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder capacity(int capacity) {
      this.capacity = RecordedEvents.requirePositive(capacity);
      return this;
    }

    /** Sets taps, order or failure listener of each bus, on its builder. By default none. */
    public Builder bus(Consumer<EventBusBuilder> options) {
      this.options = requireNonNull(options, "options");
      return this;
    }

    /** Builds the extension. */
    public TidingsExtension build() {
      return new TidingsExtension(this);
    }
  }
}
