package io.tidings.event.testkit;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.spi.EventTap;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Tells which kinds of a catalogue were never emitted in a run of tests: defined, but never used.
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
 * <p>Give it to buses as a tap, or subscribe {@code coverage::onEvent} to all events. Events of
 * kinds outside the catalogue are not counted. Thread-safe; never null.
 */
public final class EmissionCoverage implements EventTap {

  private final Map<EventKind, LongAdder> emitted;

  private EmissionCoverage(Map<EventKind, LongAdder> emitted) {
    this.emitted = emitted;
  }

  /**
   * Returns the coverage of a catalogue, such as {@code EventType.values()} or those of a host's
   * enum.
   *
   * @throws IllegalArgumentException if the catalogue is empty, or an id is null or ill-formed
   */
  public static EmissionCoverage of(EventKind... catalogue) {
    return of(Arrays.asList(requireNonNull(catalogue, "catalogue")));
  }

  /**
   * Returns the coverage of a catalogue.
   *
   * @throws IllegalArgumentException if the catalogue is empty, or an id is null or ill-formed
   */
  public static EmissionCoverage of(Collection<? extends EventKind> catalogue) {
    Map<EventKind, LongAdder> emitted = new LinkedHashMap<>();
    Kinds.frozen(catalogue, "catalogue").forEach(kind -> emitted.put(kind, new LongAdder()));
    return new EmissionCoverage(emitted);
  }

  /**
   * Returns a coverage with the same counts that asks nothing of some kinds.
   *
   * @throws IllegalArgumentException if no kind is given, one is not in the catalogue, or none
   *     would be left
   */
  public EmissionCoverage except(EventKind... kinds) {
    Map<EventKind, LongAdder> rest = new LinkedHashMap<>(emitted);
    for (EventKind kind : Kinds.frozen(Kinds.given(kinds), "kinds")) {
      if (!emitted.containsKey(kind)) {
        throw new IllegalArgumentException("kinds: " + kind.id() + " is not in the catalogue");
      }
      rest.remove(kind);
    }
    if (rest.isEmpty()) {
      throw new IllegalArgumentException("kinds: nothing would be left of the catalogue");
    }
    return new EmissionCoverage(rest);
  }

  @Override
  public void onEvent(DomainEvent event) {
    LongAdder count = emitted.get(requireNonNull(event, "event").kind());
    if (count != null) {
      count.increment();
    }
  }

  /**
   * Returns how many events of a kind were emitted.
   *
   * @throws IllegalArgumentException if the kind is not in the catalogue
   */
  public long emitted(EventKind kind) {
    LongAdder count = emitted.get(Kinds.frozen(kind, "kind"));
    if (count == null) {
      throw new IllegalArgumentException("kind is not in the catalogue");
    }
    return count.sum();
  }

  /** Returns the kinds that were never emitted, in the order of the catalogue. */
  public List<EventKind> missing() {
    return emitted.entrySet().stream()
        .filter(entry -> entry.getValue().sum() == 0)
        .<EventKind>map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Verifies that every kind was emitted.
   *
   * @throws AssertionError that lists those that were not
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

  /** Returns a table in Markdown: kind, category and how many events, a line for each kind. */
  public String toMarkdown() {
    StringBuilder table =
        new StringBuilder("| kind | category | emitted |\n| --- | --- | ---: |\n");
    emitted.forEach(
        (kind, count) ->
            table.append(
                "| %s | %s | %s |\n"
                    .formatted(cell(kind.id()), cell(EventKind.category(kind)), count.sum())));
    return table.toString();
  }

  private static String cell(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|");
  }
}
