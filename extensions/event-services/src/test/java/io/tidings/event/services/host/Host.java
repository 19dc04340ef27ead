package io.tidings.event.services.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventFactory;
import io.tidings.event.EventType;
import io.tidings.event.services.Repository;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.testkit.RecordingEventBus;
import io.tidings.event.testkit.SequentialIds;
import io.tidings.event.testkit.TestClock;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Environment of a service under test: bus or none, clock, ids, repositories. */
public final class Host implements AutoCloseable {

  /** Kind of bus. */
  public enum With {
    /** A recording bus. */
    A_BUS,
    /** No bus. */
    NO_BUS,
    /** A bus that always throws. */
    A_BUS_THAT_ALWAYS_THROWS
  }

  private final With with;
  private final TestClock clock = TestClock.at(TestClock.DEFAULT_START);
  private final Journal journal = new Journal();
  private final Warnings warnings = new Warnings();
  private final RecordingEventBus bus =
      RecordingEventBus.create(
          options -> options.events(EventFactory.standard().withClock(clock)).tap(journal));
  private final ServiceOptions options;

  /** Creates a host. */
  public Host(With with) {
    this.with = with;
    this.options = ServiceOptions.of(busOrNot()).withClock(clock).withIds(new SequentialIds());
  }

  private @Nullable EventBus busOrNot() {
    return switch (with) {
      case A_BUS -> bus;
      case NO_BUS -> null;
      case A_BUS_THAT_ALWAYS_THROWS -> new ThrowingBus();
    };
  }

  /** Returns the service options with bus, clock and ids. */
  public ServiceOptions options() {
    return options;
  }

  /** Returns the clock of service and bus. */
  public TestClock clock() {
    return clock;
  }

  /** Returns the journal of repositories and bus. */
  public Journal journal() {
    return journal;
  }

  /** Returns the recording bus, whether or not the service uses it. */
  public RecordingEventBus bus() {
    return bus;
  }

  /** Returns a new repository in memory that writes the journal. */
  public <T> Repository<T> repository(String name) {
    return journal.repository(name);
  }

  /**
   * Asserts that exactly these events were emitted in this order during the test: recorded with a
   * bus, one warning each with a throwing bus. The details of each are exactly those of its
   * payload.
   */
  public void emitted(EventType... types) {
    List<String> expected = Stream.of(types).map(EventType::id).toList();
    List<String> none = List.of();
    assertThat(bus.recording().events())
        .as("events on the bus")
        .extracting(event -> event.kind().id())
        .isEqualTo(with == With.A_BUS ? expected : none);
    assertThat(warnings.dropped())
        .as("warnings")
        .isEqualTo(with == With.A_BUS_THAT_ALWAYS_THROWS ? expected : none);
    ExactPayloads.ofServices().assertExact(bus.recording().events());
  }

  /** Asserts as {@link #emitted}, in any order. */
  public void emittedInAnyOrder(EventType... types) {
    List<String> expected = Stream.of(types).map(EventType::id).toList();
    assertThat(bus.recording().events())
        .as("events on the bus")
        .extracting(event -> event.kind().id())
        .containsExactlyInAnyOrderElementsOf(with == With.A_BUS ? expected : List.of());
    assertThat(warnings.dropped())
        .as("warnings")
        .containsExactlyInAnyOrderElementsOf(
            with == With.A_BUS_THAT_ALWAYS_THROWS ? expected : List.of());
    ExactPayloads.ofServices().assertExact(bus.recording().events());
  }

  /** Applies an assertion to the latest event of a type if the host has a bus. */
  public void assertLatest(EventType type, Consumer<DomainEvent> claim) {
    if (with == With.A_BUS) {
      List<DomainEvent> events =
          bus.recording().events().stream().filter(event -> event.is(type)).toList();
      assertThat(events).as(type.id()).isNotEmpty();
      claim.accept(events.get(events.size() - 1));
    }
  }

  /**
   * Asserts names and values of the details of the latest event of a type if the host has a bus.
   */
  public void details(EventType type, Object... namesAndValues) {
    assertLatest(
        type,
        event -> {
          assertThat(event.details()).as(type.id()).hasSize(namesAndValues.length / 2);
          for (int i = 0; i < namesAndValues.length; i += 2) {
            assertThat(event.details())
                .as(type.id())
                .containsEntry((String) namesAndValues[i], widened(namesAndValues[i + 1]));
          }
        });
  }

  private static Object widened(Object value) {
    return value instanceof Integer number ? Long.valueOf(number) : value;
  }

  @Override
  public void close() {
    warnings.close();
    bus.close();
  }

  @Override
  public String toString() {
    return "with " + with.name().toLowerCase(Locale.ROOT).replace('_', ' ').replace("with ", "");
  }
}
