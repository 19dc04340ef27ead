package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ch.qos.logback.classic.Level;
import io.tidings.event.spi.TraceSource.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A host's clock and sources may do anything; the event is built all the same. */
@Contract("FLT-06")
class FailingSourcesTest {

  /** A source a factory asks, by what the warning calls it. */
  enum Source {
    CLOCK("clock"),
    IDS("id source"),
    SCOPES("scope source"),
    TRACES("trace source");

    private final String called;

    Source(String called) {
      this.called = called;
    }

    /** Returns a factory in which this source does what {@code behaviour} does. */
    EventFactory doing(Supplier<?> behaviour) {
      EventFactory standard = EventFactory.standard();
      return switch (this) {
        case CLOCK -> standard.withClock(() -> (Instant) behaviour.get());
        case IDS -> standard.withIds(() -> (String) behaviour.get());
        case SCOPES -> standard.withScopes(() -> (EventScope) behaviour.get());
        case TRACES -> standard.withTraces(() -> (Trace) behaviour.get());
      };
    }
  }

  private static Supplier<?> throwing(Throwable thrown) {
    return () -> {
      throw Sneaky.undeclared(thrown);
    };
  }

  static Stream<Arguments> failures() {
    List<Throwable> thrown =
        List.of(
            new IllegalStateException("no"),
            new Exception("checked, but thrown all the same"),
            new NoClassDefFoundError("gone"),
            new AssertionError("no"),
            new StackOverflowError());
    Stream<Arguments> all =
        Stream.of(Source.values())
            .flatMap(source -> thrown.stream().map(t -> arguments(source, throwing(t))));
    Stream<Arguments> nulls =
        Stream.of(Source.CLOCK, Source.IDS, Source.SCOPES)
            .map(s -> arguments(s, (Supplier<?>) () -> null));
    Stream<Arguments> garbage =
        Stream.of(
            arguments(Source.CLOCK, (Supplier<?>) () -> Instant.MAX),
            arguments(Source.CLOCK, (Supplier<?>) () -> Instant.MIN),
            arguments(Source.CLOCK, (Supplier<?>) () -> Instant.parse("+10000-01-01T00:00:00Z")),
            arguments(Source.IDS, (Supplier<?>) () -> ""),
            arguments(Source.IDS, (Supplier<?>) () -> "a b"),
            arguments(Source.IDS, (Supplier<?>) () -> "x".repeat(129)),
            arguments(Source.SCOPES, (Supplier<?>) () -> new EventScope("o rg", null, null, null)),
            arguments(Source.TRACES, (Supplier<?>) () -> new Trace(Absent.absent(), "s")),
            arguments(Source.TRACES, (Supplier<?>) () -> new Trace("", "s")),
            arguments(Source.TRACES, (Supplier<?>) () -> new Trace("a b", null)),
            arguments(Source.TRACES, (Supplier<?>) () -> new Trace("t", "")),
            arguments(Source.TRACES, (Supplier<?>) () -> new Trace("t", "x".repeat(129))));
    return Stream.of(all, nulls, garbage).flatMap(each -> each);
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @MethodSource("failures")
  void a_failing_source_costs_no_event(Source source, Supplier<?> behaviour) {
    Instant before = Instant.now().minusSeconds(1);
    DomainEvent event = source.doing(behaviour).builder(EventType.PLAN_CREATED).build();

    assertThat(event.timestamp()).isBetween(before, Instant.now());
    assertThat(event.id()).matches("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    assertThat(event.scope()).isEqualTo(EventScope.none());
    assertThat(event.traceId()).isNull();
    assertThat(event.spanId()).isNull();
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @MethodSource("failures")
  void a_failing_source_is_warned_of_once(Source source, Supplier<?> behaviour) {
    EventFactory events = source.doing(behaviour);
    try (LogCapture log = LogCapture.open()) {
      events.builder(EventType.PLAN_CREATED).build();
      events.builder(EventType.PLAN_CREATED).build();
      events.withLimits(EventLimits.defaults()).builder(EventType.PLAN_APPLIED).build();

      assertThat(log.entries())
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.getLevel()).isEqualTo(Level.WARN);
                assertThat(entry.getFormattedMessage()).containsIgnoringCase(source.called);
                assertThat(entry.getThrowableProxy()).isNotNull();
              });
    }
  }

  @Test
  void a_source_that_works_is_not_warned_of() {
    try (LogCapture log = LogCapture.open()) {
      DomainEvent.of(EventType.PLAN_CREATED);

      assertThat(log.entries()).isEmpty();
    }
  }

  @Test
  void a_source_that_recovers_is_used_again() {
    boolean[] broken = {true};
    EventFactory events = Source.IDS.doing(() -> broken[0] ? null : "recovered");
    events.root(EventType.PLAN_CREATED).build();
    broken[0] = false;

    assertThat(events.root(EventType.PLAN_CREATED).build().id()).isEqualTo("recovered");
  }

  @Test
  @Contract("EVT-03")
  void ids_that_stand_in_differ() {
    EventFactory events = Source.IDS.doing(() -> null);

    assertThat(events.root(EventType.PLAN_CREATED).build().id())
        .isNotEqualTo(events.root(EventType.PLAN_CREATED).build().id());
  }

  @Test
  void a_broken_source_of_one_factory_does_not_concern_another() {
    Source.IDS.doing(() -> null).root(EventType.PLAN_CREATED).build();
    EventFactory second = Source.IDS.doing(() -> null);
    try (LogCapture log = LogCapture.open()) {
      second.root(EventType.PLAN_CREATED).build();

      assertThat(log.entries()).hasSize(1);
    }
  }

  static Stream<Arguments> fatalErrors() {
    List<VirtualMachineError> fatal =
        List.of(new OutOfMemoryError("made up"), new InternalError("made up"));
    return Stream.of(Source.values())
        .flatMap(source -> fatal.stream().map(error -> arguments(source, error)));
  }

  @ParameterizedTest
  @MethodSource("fatalErrors")
  @Contract("BUS-10")
  void a_fatal_error_of_a_source_surfaces(Source source, VirtualMachineError fatal) {
    EventFactory events = source.doing(throwing(fatal));

    assertThatThrownBy(() -> events.builder(EventType.PLAN_CREATED).build()).isSameAs(fatal);
  }

  @Test
  void an_appender_that_builds_an_event_while_the_warning_is_logged_does_not_recurse() {
    EventFactory events = Source.IDS.doing(() -> null);
    List<DomainEvent> built = new ArrayList<>();
    Runnable builds = () -> built.add(events.root(EventType.TOOL_ERRORED).build());
    try (LogCapture log = LogCapture.open(entry -> builds.run())) {
      events.root(EventType.PLAN_CREATED).build();

      assertThat(log.entries()).hasSize(1);
      assertThat(built).hasSize(1);
    }
  }

  @Test
  @Contract("FLT-05")
  void an_appender_that_throws_costs_no_event() {
    EventFactory events = Source.CLOCK.doing(() -> null);
    Runnable throwing =
        () -> {
          throw new IllegalStateException("disk full");
        };
    try (LogCapture log = LogCapture.open(entry -> throwing.run())) {
      assertThat(events.root(EventType.PLAN_CREATED).build().timestamp()).isNotNull();
      assertThat(log.entries()).isNotEmpty();
    }
  }

  @Test
  @Contract("FLT-05")
  void a_failure_that_cannot_tell_its_message_costs_no_event() {
    RuntimeException untellable =
        new RuntimeException() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getMessage() {
            throw new IllegalStateException("not even this");
          }
        };
    EventFactory events = Source.SCOPES.doing(throwing(untellable));
    try (LogCapture log = LogCapture.open()) {
      assertThat(events.builder(EventType.PLAN_CREATED).build().scope())
          .isEqualTo(EventScope.none());
      assertThat(log.entries())
          .singleElement()
          .satisfies(
              entry ->
                  assertThat(entry.getFormattedMessage()).containsIgnoringCase("scope source"));
    }
  }
}
