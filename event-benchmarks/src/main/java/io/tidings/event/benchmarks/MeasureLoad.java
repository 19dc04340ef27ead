package io.tidings.event.benchmarks;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.measure.Counts;
import io.tidings.event.measure.Measurements;
import io.tidings.event.measure.TimeWindow;
import io.tidings.event.measure.TrailMeasures;
import io.tidings.event.measure.WorkspaceSource;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What is measured of a trail of a size: {@code MeasureLoad FILE EVENTS} fills it with events of
 * thirty days and twenty projects, and asks each question ten times of one project and of all, over
 * a week and over all thirty days. Prints the median and the most each took.
 */
final class MeasureLoad {

  private static final int BATCH = 500;
  private static final int PROJECTS = 20;
  private static final int TIMES = 10;
  private static final long DAYS = 30;
  private static final Instant END = Instant.parse("2026-11-01T00:00:00Z");
  private static final List<EventType> KINDS =
      Arrays.stream(EventType.values()).filter(EventType::isLifecycle).toList();

  private MeasureLoad() {}

  public static void main(String[] args) {
    long count = Long.parseLong(args[1]);
    try (EventStore trail = EventStore.open(Path.of(args[0]))) {
      long begun = System.nanoTime();
      fill(trail, count);
      System.out.printf(
          Locale.ROOT, "%,d events, filled in %.1f s%n", count, (System.nanoTime() - begun) / 1e9);
      Measurements measurements = Measurements.of(trail).withClock(() -> END);
      for (String window : List.of("7d", "30d")) {
        ask("one project", measurements.project("p-7"), TimeWindow.parse(window));
        ask("all projects", measurements.platform(), TimeWindow.parse(window));
        widgets(measurements, TimeWindow.parse(window));
      }
      time("activation", () -> measurements.activation(WorkspaceSource.namedIn(trail)));
    }
  }

  private static void fill(EventStore trail, long count) {
    List<DomainEvent> batch = new ArrayList<>(BATCH);
    for (long i = trail.count(EventQuery.platform()); i < count; i++) {
      batch.add(event(i, END.minusSeconds(DAYS * 86_400 - i * DAYS * 86_400 / count)));
      if (batch.size() == BATCH || i + 1 == count) {
        trail.append(batch);
        batch.clear();
      }
    }
  }

  /**
   * One in five is a tool's call that ended, one in fifty a widget's, the others are of all kinds.
   */
  private static DomainEvent event(long number, Instant time) {
    EventScope scope = new EventScope("o-1", "w-" + number % 400, "p-" + number % PROJECTS, null);
    EventBuilder event;
    if (number % 50 == 0) {
      event = DomainEvent.root(EventKind.of("proactive_fired"));
    } else if (number % 5 == 0) {
      event =
          DomainEvent.root(number % 45 == 0 ? EventType.TOOL_ERRORED : EventType.TOOL_COMPLETED)
              .detail("tool_name", "tool-" + number % 17)
              .detail("duration_ms", number * 31 % 4_000);
    } else {
      event = DomainEvent.root(KINDS.get((int) (number % KINDS.size())));
    }
    return event
        .timestamp(time)
        .scope(scope)
        .sessionId("s-" + number / 500)
        .planId("plan-" + number / 500)
        .actorName("actor-" + number % 50)
        .build();
  }

  private static void ask(String whose, TrailMeasures measures, TimeWindow window) {
    String of = ", " + whose + ", " + window.text();
    for (Counts.By by : Counts.By.values()) {
      time(
          "counts by " + by.name().toLowerCase(Locale.ROOT) + of,
          () -> measures.counts(by, window));
    }
    time("latencies" + of, () -> measures.latencies(window, 10));
    time("failing tools" + of, () -> measures.failingTools(window, 10));
    time("failing actors" + of, () -> measures.failingActors(window, 10));
    time("success rate" + of, () -> measures.successRate(window));
  }

  private static void widgets(Measurements measurements, TimeWindow window) {
    List<String> sites = IntStream.range(0, PROJECTS).mapToObj(i -> "p-" + i).toList();
    time(
        "engagement, all sites, " + window.text(),
        () -> measurements.engagement("me", caller -> sites, window));
    time("errors, " + window.text(), () -> measurements.errors("w-1", window));
  }

  private static void time(String what, Runnable question) {
    long[] nanos = new long[TIMES];
    for (int i = 0; i < TIMES; i++) {
      long begun = System.nanoTime();
      question.run();
      nanos[i] = System.nanoTime() - begun;
    }
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%-48s median %7.1f ms, most %7.1f ms%n",
        what,
        nanos[TIMES / 2] / 1e6,
        nanos[TIMES - 1] / 1e6);
  }
}
