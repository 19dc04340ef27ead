package io.tidings.event.benchmarks;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.store.Cursor;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.store.Window;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Load of a large trail: {@code TrailLoad FILE EVENTS} fills it, queries pages of sessions, and
 * reads it from start to end. Prints the times.
 */
final class TrailLoad {

  private static final int BATCH = 500;
  private static final int PROJECTS = 20;
  private static final int EVENTS_PER_SESSION = 500;
  private static final int QUERIES = 2_000;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private TrailLoad() {}

  public static void main(String[] args) {
    long count = Long.parseLong(args[1]);
    try (EventStore trail = EventStore.open(Path.of(args[0]))) {
      fill(trail, count);
      pages(trail, count);
      read(trail);
    }
  }

  private static void fill(EventStore trail, long count) {
    long start = System.nanoTime();
    long stored = trail.count(EventQuery.platform());
    List<DomainEvent> batch = new ArrayList<>(BATCH);
    for (long i = stored; i < count; i++) {
      batch.add(event(i, count));
      if (batch.size() == BATCH || i + 1 == count) {
        trail.append(batch);
        batch.clear();
      }
    }
    print(
        String.format(Locale.ROOT, "%,d events stored in %.1f s", count - stored, seconds(start)));
  }

  /**
   * Returns an event; sessions are interleaved, so that neighbours in the trail belong to different
   * ones.
   */
  private static DomainEvent event(long number, long count) {
    long session = session(number, count);
    return DomainEvent.root(EventType.TOOL_COMPLETED)
        .timestamp(START.plusMillis(number))
        .scope(new EventScope("o-1", null, "p-" + session % PROJECTS, "u-" + session % 1_000))
        .sessionId("s-" + session)
        .planId("plan-" + session)
        .actorName("indexer")
        .detail("tool", "line_counter")
        .detail("path", "src/main/java/io/tidings/event/EventBus.java")
        .detail("lines", number)
        .build();
  }

  private static long session(long number, long count) {
    return number % Math.max(1, count / EVENTS_PER_SESSION);
  }

  private static void pages(EventStore trail, long count) {
    Random random = new Random(1);
    long[] nanos = new long[QUERIES];
    for (int i = -QUERIES / 4; i < QUERIES; i++) {
      long session = session(random.nextLong(count), count);
      EventQuery query =
          EventQuery.project("p-" + session % PROJECTS)
              .session("s-" + session)
              .window(Window.latest(100));
      long start = System.nanoTime();
      int size = trail.list(query).size();
      if (i >= 0) {
        nanos[i] = System.nanoTime() - start;
      }
      if (size != Math.min(100, count)) {
        throw new IllegalStateException("a page has " + size + " events");
      }
    }
    Arrays.sort(nanos);
    print(
        String.format(
            Locale.ROOT,
            "page of 100 of a session: median %.2f ms, p99 %.2f ms, max %.2f ms",
            nanos[QUERIES / 2] / 1e6,
            nanos[QUERIES * 99 / 100] / 1e6,
            nanos[QUERIES - 1] / 1e6));
  }

  private static void read(EventStore trail) {
    long start = System.nanoTime();
    try (Stream<StoredEvent> events = trail.stream(EventQuery.platform().cursor(Cursor.start()))) {
      long read = events.mapToLong(event -> event.event().details().size()).count();
      print(
          String.format(
              Locale.ROOT,
              "%,d events read in %.1f s with at most %,d MiB of heap",
              read,
              seconds(start),
              Runtime.getRuntime().maxMemory() >> 20));
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
