package io.tidings.event.benchmarks;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.benchmarks.suites.PostgresServer;
import io.tidings.event.measure.Counts;
import io.tidings.event.measure.ErrorRecorder;
import io.tidings.event.measure.Measurements;
import io.tidings.event.measure.TimeWindow;
import io.tidings.event.measure.TrailMeasures;
import io.tidings.event.measure.WorkspaceSource;
import io.tidings.event.meter.Meter;
import io.tidings.event.meter.MeterPeriod;
import io.tidings.event.meter.Quota;
import io.tidings.event.meter.QuotaUse;
import io.tidings.event.meter.UsageMeter;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * Load of the measurements: {@code MeasureLoad FILE|postgres EVENTS [PROJECTS]} fills a trail with
 * events of thirty days in twenty projects (or the given number), one error per hundred events and
 * a thousand meters. It runs each query ten times, for one project and for all, over a week and
 * over all thirty days, and prints median and maximum. PostgreSQL is a separate server.
 */
final class MeasureLoad {

  private static final int BATCH = 500;
  private static final int PROJECTS = 20;
  private static final int METERS = 1_000;
  private static final int EVENTS_PER_ERROR = 100;
  private static final int RUNS = 10;
  private static final long DAYS = 30;
  private static final Instant END = Instant.parse("2026-11-01T00:00:00Z");
  private static final List<String> WIDGET_TYPES = List.of("proactive_fired");
  private static final List<EventType> KINDS =
      Arrays.stream(EventType.values()).filter(EventType::isLifecycle).toList();

  private MeasureLoad() {}

  public static void main(String[] args) throws Exception {
    long count = Long.parseLong(args[1]);
    int projects = args.length > 2 ? Integer.parseInt(args[2]) : PROJECTS;
    AtomicReference<Instant> now = new AtomicReference<>(END);
    if (args[0].equals("postgres")) {
      try (PostgresServer server = new PostgresServer();
          EventStore trail = EventStore.builder(server.connections()).clock(now::get).open()) {
        measure(trail, now, count, projects);
      }
    } else {
      try (EventStore trail = EventStore.builder(Path.of(args[0])).clock(now::get).open()) {
        measure(trail, now, count, projects);
      }
    }
  }

  private static void measure(
      EventStore trail, AtomicReference<Instant> now, long count, int projects) {
    long start = System.nanoTime();
    fill(trail, count, projects);
    fillErrorsAndMeters(trail, now, count);
    now.set(END);
    System.out.printf(
        Locale.ROOT,
        "%,d events of %,d projects, filled in %.1f s%n",
        count,
        projects,
        (System.nanoTime() - start) / 1e9);
    Measurements measurements = Measurements.of(trail);
    for (String window : List.of("7d", "30d")) {
      queryMeasures("one project", measurements.project("p-7"), TimeWindow.parse(window));
      queryMeasures("all projects", measurements.platform(), TimeWindow.parse(window));
      queryPlatform(measurements, TimeWindow.parse(window), projects);
    }
    time("activation", () -> measurements.activation(WorkspaceSource.namedIn(trail)));
    time("quotas", () -> QuotaUse.latest(trail, 10));
  }

  /** Appends the missing events; resumable. */
  private static void fill(EventStore trail, long count, int projects) {
    List<DomainEvent> batch = new ArrayList<>(BATCH);
    for (long i = trail.count(EventQuery.platform()); i < count; i++) {
      batch.add(event(i, at(i, count), projects));
      if (batch.size() == BATCH || i + 1 == count) {
        trail.append(batch);
        batch.clear();
      }
    }
  }

  private static Instant at(long number, long count) {
    return END.minusSeconds(DAYS * 86_400 - number * DAYS * 86_400 / count);
  }

  /** Records the missing errors and meters at the time of the trail's clock; resumable. */
  private static void fillErrorsAndMeters(
      EventStore trail, AtomicReference<Instant> now, long count) {
    long recorded =
        Measurements.of(trail).platformErrors(TimeWindow.parse("31d")).total() * EVENTS_PER_ERROR;
    ErrorRecorder errors = ErrorRecorder.in(trail);
    for (long i = recorded; i < count; i += EVENTS_PER_ERROR) {
      now.set(at(i, count));
      errors.record(
          "subsystem-" + i / EVENTS_PER_ERROR % 13,
          "work",
          new IllegalStateException("broken"),
          ErrorRecorder.Context.NONE.workspaceId("w-" + i / EVENTS_PER_ERROR % 400));
    }
    UsageMeter meter = UsageMeter.in(trail);
    for (int i = QuotaUse.latest(trail, METERS).size(); i < METERS; i++) {
      EventScope scope = EventScope.none().withOrganization("o-" + i);
      meter.adjust(
          new Meter(Meter.EVENTS_INGESTED, scope, MeterPeriod.ALL_TIME), i, Quota.UNLIMITED, null);
    }
  }

  /**
   * Returns an event: one in five is a completed tool call, one in fifty a widget event, the others
   * are of all kinds.
   */
  private static DomainEvent event(long number, Instant time, int projects) {
    EventScope scope = new EventScope("o-1", "w-" + number % 400, "p-" + number % projects, null);
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

  private static void queryMeasures(String subject, TrailMeasures measures, TimeWindow window) {
    String of = ", " + subject + ", " + window.text();
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

  private static void queryPlatform(Measurements measurements, TimeWindow window, int projects) {
    List<String> sites = IntStream.range(0, projects).mapToObj(i -> "p-" + i).toList();
    String of = ", " + window.text();
    time(
        "engagement, all sites named" + of,
        () -> measurements.engagement("me", c -> sites, window, WIDGET_TYPES));
    time("engagement, platform" + of, () -> measurements.platformEngagement(window, WIDGET_TYPES));
    time("errors, one workspace" + of, () -> measurements.errors("w-1", window));
    time("errors, platform" + of, () -> measurements.platformErrors(window));
  }

  private static void time(String label, Runnable query) {
    long[] nanos = new long[RUNS];
    for (int i = 0; i < RUNS; i++) {
      long start = System.nanoTime();
      query.run();
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%-48s median %7.1f ms, max %7.1f ms%n",
        label,
        nanos[RUNS / 2] / 1e6,
        nanos[RUNS - 1] / 1e6);
  }
}
