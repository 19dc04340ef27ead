package io.tidings.event.testkit;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventKind;
import io.tidings.event.EventType;
import io.tidings.event.spi.EventTap;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Coverage of a catalogue of kinds: counts the events of each kind and lists the kinds that were
 * never emitted in a run of tests.
 *
 * <pre>{@code
 * static final EmissionCoverage COVERAGE = EmissionCoverage.of(OrderEvent.values());
 *
 * @RegisterExtension
 * static final TidingsExtension TIDINGS =
 *     TidingsExtension.builder().bus(options -> options.tap(COVERAGE)).build();
 *
 * @AfterAll
 * static void every_kind_was_emitted() {
 *   COVERAGE.assertComplete();
 * }
 * }</pre>
 *
 * <p>Pass it to buses as a tap, or subscribe {@code coverage::onEvent} to all events. Events of
 * kinds outside the catalogue are not counted. Thread-safe.
 */
public final class EmissionCoverage implements EventTap {

  /** The counts by the id of their kind. */
  private final Map<String, Count> emitted;

  private EmissionCoverage(Map<String, Count> emitted) {
    this.emitted = emitted;
  }

  /**
   * Returns a new coverage of a catalogue, such as {@code EventType.values()} or the values of a
   * host's enum.
   *
   * @throws NullPointerException if {@code catalogue} or an element is null
   * @throws IllegalArgumentException if the catalogue is empty, or an id is null or ill-formed
   */
  public static EmissionCoverage of(EventKind... catalogue) {
    return of(Arrays.asList(requireNonNull(catalogue, "catalogue")));
  }

  /**
   * Returns a new coverage of a catalogue.
   *
   * @throws NullPointerException if {@code catalogue} or an element is null
   * @throws IllegalArgumentException if the catalogue is empty, or an id is null or ill-formed
   */
  public static EmissionCoverage of(Collection<? extends EventKind> catalogue) {
    Map<String, Count> emitted = new LinkedHashMap<>();
    Kinds.checked(catalogue, "catalogue")
        .forEach(kind -> emitted.put(kind.id(), new Count(kind, new LongAdder())));
    return new EmissionCoverage(emitted);
  }

  /**
   * Returns a new coverage of the kinds that a host added to its catalogue: all but those of {@link
   * EventType}.
   *
   * @throws NullPointerException if {@code catalog} is null
   * @throws IllegalArgumentException if the catalogue has no other kinds
   */
  public static EmissionCoverage of(EventCatalog catalog) {
    List<EventKind> own =
        requireNonNull(catalog, "catalog").describe().stream()
            .map(EventCatalog.Entry::kind)
            .filter(kind -> !(kind instanceof EventType))
            .toList();
    if (own.isEmpty()) {
      throw new IllegalArgumentException(
          "catalog has no kinds but those of EventType; add the host's kinds, or cover"
              + " EventType.values()");
    }
    return of(own);
  }

  /**
   * Returns a coverage that shares the counts of this one and excludes some kinds.
   *
   * @throws NullPointerException if {@code kinds} or an element is null
   * @throws IllegalArgumentException if no kind is given, a kind is not in the catalogue, or no
   *     kind would remain
   */
  public EmissionCoverage except(EventKind... kinds) {
    Map<String, Count> rest = new LinkedHashMap<>(emitted);
    for (EventKind kind : Kinds.checked(Kinds.list(kinds), "kinds")) {
      if (!emitted.containsKey(kind.id())) {
        throw new IllegalArgumentException("kinds: " + kind.id() + " is not in the catalogue");
      }
      rest.remove(kind.id());
    }
    if (rest.isEmpty()) {
      throw new IllegalArgumentException("kinds must not exclude the whole catalogue");
    }
    return new EmissionCoverage(rest);
  }

  /** Counts an event if its kind is in the catalogue. */
  @Override
  public void onEvent(DomainEvent event) {
    Count count = emitted.get(requireNonNull(event, "event").kind().id());
    if (count != null) {
      count.events.increment();
    }
  }

  /**
   * Returns the number of emitted events of a kind.
   *
   * @throws NullPointerException if {@code kind} is null
   * @throws IllegalArgumentException if the kind is not in the catalogue
   */
  public long emitted(EventKind kind) {
    Count count = emitted.get(Kinds.checked(kind, "kind").id());
    if (count == null) {
      throw new IllegalArgumentException("kind " + kind.id() + " is not in the catalogue");
    }
    return count.events.sum();
  }

  /** Returns the kinds that were never emitted, in the order of the catalogue. */
  public List<EventKind> missing() {
    return emitted.values().stream()
        .filter(count -> count.events.sum() == 0)
        .map(Count::kind)
        .toList();
  }

  /**
   * Verifies that every kind was emitted.
   *
   * @throws AssertionError if a kind was not; the message lists the missing kinds
   */
  public void assertComplete() {
    List<EventKind> missing = missing();
    if (!missing.isEmpty()) {
      StringBuilder list = new StringBuilder();
      missing.forEach(kind -> list.append("\n  ").append(kind.id()));
      throw new AssertionError(
          "%s of %s kinds were never emitted:%s".formatted(missing.size(), emitted.size(), list));
    }
  }

  /** Returns a Markdown table with kind, category and number of events, one row per kind. */
  public String toMarkdown() {
    StringBuilder table =
        new StringBuilder("| kind | category | emitted |\n| --- | --- | ---: |\n");
    for (Count count : emitted.values()) {
      table.append(
          "| %s | %s | %s |\n"
              .formatted(
                  cell(count.kind.id()), cell(EventKind.category(count.kind)), count.events.sum()));
    }
    return table.toString();
  }

  private record Count(EventKind kind, LongAdder events) {}

  private static String cell(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|");
  }
}
