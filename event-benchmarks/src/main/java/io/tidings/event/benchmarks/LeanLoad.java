package io.tidings.event.benchmarks;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventBus;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.async.AsyncTap;
import io.tidings.event.benchmarks.suites.LeanRows;
import io.tidings.event.benchmarks.suites.LeanTable;
import io.tidings.event.store.Cursor;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoreTap;
import io.tidings.event.store.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Side-by-side load of a growing trail: {@code LeanLoad DIRECTORY EVENTS} appends the same events,
 * in batches of five hundred and chunks that alternate, to a table without indexes, to the tables
 * of a trail by hand, to a trail, and to a trail by a {@code StoreTap} behind an {@code AsyncTap}.
 * It prints the rates and their ratios, bytes per event, and the times of pages.
 */
final class LeanLoad {

  static final int BATCH = 500;

  private static final int BATCHES = 40;
  private static final int QUERIES = 300;
  private static final int SESSIONS = 25;
  private static final int EVENTS_PER_SESSION = 500;
  private static final int EVENTS_PER_REQUEST = 10;
  private static final int PROJECTS = 20;
  private static final int USERS = 1_000;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** The kinds of an agent, of which the first ones are the most frequent. */
  private static final List<EventKind> KINDS = kinds();

  private final Random random = new Random(1);
  private final List<Session> sessions = new ArrayList<>();
  private long number;
  private Session current = new Session(0);

  /** The state of a session that appends at present. */
  private static final class Session {
    private final long id;
    private int events;
    private @Nullable DomainEvent cause;
    private String correlation = "";

    Session(long id) {
      this.id = id;
    }
  }

  private LeanLoad() {
    for (int i = 0; i < SESSIONS; i++) {
      sessions.add(new Session(i));
    }
  }

  public static void main(String[] args) throws Exception {
    Path directory = Files.createDirectories(Path.of(args[0]));
    long events = Long.parseLong(args[1]);
    new LeanLoad().run(directory, events);
  }

  private static List<EventKind> kinds() {
    List<EventKind> kinds = new ArrayList<>();
    for (String each :
        List.of(
            "tool.started", "tool.completed", "agent.thinking", "tool.errored", "model.called")) {
      kinds.add(EventKind.of(each));
    }
    for (int i = 0; i < 35; i++) {
      kinds.add(EventKind.of("area" + i % 7 + ".step" + i));
    }
    return kinds;
  }

  private void run(Path directory, long events) throws Exception {
    LeanRows rows = new LeanRows();
    Path raw = directory.resolve("raw.db");
    EventStore.open(raw).close();
    Path lean = directory.resolve("trail.db");
    Path tapped = directory.resolve("tapped.db");
    long[] nanos = new long[4];
    long[] worst = new long[4];
    try (LeanTable plain = LeanTable.unindexed(directory.resolve("plain.db"));
        LeanTable indexed = LeanTable.of(raw);
        EventStore trail = EventStore.open(lean);
        EventStore behind = EventStore.open(tapped)) {
      AsyncTap tap = AsyncTap.of(new StoreTap(behind));
      try (EventBus bus = EventBus.builder().tap(tap).build()) {
        for (long done = 0; done < events; done += (long) BATCH * BATCHES) {
          List<List<DomainEvent>> batches = new ArrayList<>();
          for (int i = 0; i < BATCHES; i++) {
            batches.add(batch());
          }
          time(nanos, worst, 0, rows.of(batches), plain::insert);
          time(nanos, worst, 1, rows.of(batches), indexed::insert);
          time(nanos, worst, 2, batches, trail::append);
          long start = System.nanoTime();
          batches.forEach(batch -> batch.forEach(bus::emit));
          bus.flush(Duration.ofMinutes(1));
          nanos[3] += System.nanoTime() - start;
          if ((done / BATCH / BATCHES) % 10 == 9) {
            report(done + (long) BATCH * BATCHES, nanos, worst);
          }
        }
        report(events, nanos, worst);
        if (tap.dropped() > 0) {
          throw new IllegalStateException("the tap dropped " + tap.dropped() + " events");
        }
      }
      pages(trail, events);
    }
    System.out.printf(
        Locale.ROOT, "%.1f bytes an event in the trail%n", (double) Files.size(lean) / events);
    System.out.printf(
        Locale.ROOT, "%.1f bytes an event by hand%n", (double) Files.size(raw) / events);
  }

  /** An insert of one batch. */
  @FunctionalInterface
  interface Insert<T> {
    void insert(T batch) throws SQLException, IOException;
  }

  private static <T> void time(
      long[] nanos, long[] worst, int variant, List<T> batches, Insert<T> insert) throws Exception {
    for (T batch : batches) {
      long start = System.nanoTime();
      insert.insert(batch);
      long taken = System.nanoTime() - start;
      nanos[variant] += taken;
      worst[variant] = Math.max(worst[variant], taken);
    }
  }

  private static void report(long events, long[] nanos, long[] worst) {
    System.out.printf(
        Locale.ROOT,
        "%,d events: no index %,.0f a second, by hand %,.0f, trail %,.0f, behind a queue %,.0f;"
            + " trail/no index %.2f, trail/by hand %.2f, queue/trail %.2f; longest append %.0f"
            + " ms%n",
        events,
        events * 1e9 / nanos[0],
        events * 1e9 / nanos[1],
        events * 1e9 / nanos[2],
        events * 1e9 / nanos[3],
        (double) nanos[0] / nanos[2],
        (double) nanos[1] / nanos[2],
        (double) nanos[2] / nanos[3],
        worst[2] / 1e6);
  }

  private List<DomainEvent> batch() {
    List<DomainEvent> batch = new ArrayList<>(BATCH);
    for (int i = 0; i < BATCH; i++) {
      batch.add(event());
    }
    return batch;
  }

  /** Returns the next event; a session emits several in a row. */
  private DomainEvent event() {
    if (random.nextInt(5) == 0) {
      int place = random.nextInt(SESSIONS);
      current = sessions.get(place);
      if (current.events >= EVENTS_PER_SESSION) {
        current = new Session(SESSIONS + number);
        sessions.set(place, current);
      }
    }
    Session session = current;
    EventKind kind = KINDS.get(Math.min(random.nextInt(40), random.nextInt(40)));
    String project = "p-" + session.id % PROJECTS;
    EventBuilder event =
        DomainEvent.root(kind)
            .timestamp(START.plusNanos(number * 1_000_000L + random.nextInt(1_000) * 1_000L))
            .scope(
                new EventScope(
                    "o-" + session.id % 5,
                    "w-" + session.id % 10,
                    project,
                    "u-" + session.id % USERS))
            .sessionId("s-" + session.id)
            .planId("plan-" + session.id + "-" + session.events / 170)
            .detail("path", "src/main/java/io/tidings/event/EventBus.java")
            .detail("lines", number);
    if (random.nextInt(4) == 0) {
      event.detail("tool_name", "tool-" + random.nextInt(20));
      event.detail("duration_ms", random.nextInt(4_000));
    }
    if (random.nextBoolean()) {
      event.actorName("actor-" + Math.min(random.nextInt(50), random.nextInt(50)));
    }
    if (random.nextInt(10) == 0) {
      event.detail("request_type", "chat");
    }
    DomainEvent cause = session.cause;
    if (session.events % EVENTS_PER_REQUEST > 0 && cause != null) {
      event.correlationId(session.correlation).causationId(cause.id());
    }
    DomainEvent built = event.build();
    session.correlation = built.correlationId();
    session.cause = built;
    session.events++;
    number++;
    return built;
  }

  private void pages(EventStore trail, long events) {
    EventQuery all = EventQuery.platform();
    Window newest = Window.latest(100);
    List<DomainEvent> known =
        trail.list(all.cursor(Cursor.start().limit(1))).stream()
            .map(stored -> stored.event())
            .toList();
    long last = sessions.stream().mapToLong(session -> session.id).max().orElse(0);
    page("session", () -> session(all, trail, last).window(newest), trail);
    page(
        "session by cursor",
        () -> session(all, trail, last).cursor(Cursor.start().limit(100)),
        trail);
    page(
        "project", () -> EventQuery.project("p-" + random.nextInt(PROJECTS)).window(newest), trail);
    page("user", () -> all.user("u-" + random.nextInt(USERS)).window(newest), trail);
    page("correlation", () -> all.correlation(known.get(0).correlationId()).window(newest), trail);
    page("causal tree", () -> all.causalTree(known.get(0).id()).window(newest), trail);
    page("event", () -> all.event(known.get(0).id()), trail);
    page("kind", () -> all.kinds(KINDS.get(random.nextInt(40))).window(newest), trail);
    page("category", () -> all.category("area" + random.nextInt(7)).window(newest), trail);
    page("organization", () -> all.organization("o-" + random.nextInt(5)).window(newest), trail);
    page("workspace", () -> all.workspace("w-" + random.nextInt(10)).window(newest), trail);
    page("actor", () -> all.actor("actor-" + random.nextInt(50)).window(newest), trail);
    page("request type", () -> all.requestType("chat").window(newest), trail);
    page(
        "kind in a project",
        () ->
            EventQuery.project("p-" + random.nextInt(PROJECTS))
                .kinds(KINDS.get(random.nextInt(40)))
                .window(newest),
        trail);
    page(
        "actor in a project",
        () ->
            EventQuery.project("p-" + random.nextInt(PROJECTS))
                .actor("actor-" + random.nextInt(50))
                .window(newest),
        trail);
    page("platform", () -> all.window(newest), trail);
    System.out.printf(Locale.ROOT, "pages of %,d events%n", events);
  }

  /** Returns the query of the session of a random event. */
  private EventQuery session(EventQuery all, EventStore trail, long last) {
    long after = (long) (random.nextDouble() * Math.max(1, number - 1));
    return trail.list(all.cursor(Cursor.after(after).limit(1))).stream()
        .map(stored -> String.valueOf(stored.event().sessionId()))
        .map(all::session)
        .findFirst()
        .orElse(all.session("s-" + last));
  }

  private static void page(String name, Supplier<EventQuery> queries, EventStore trail) {
    long[] nanos = new long[QUERIES];
    long found = 0;
    for (int i = -QUERIES / 4; i < QUERIES; i++) {
      EventQuery query = queries.get();
      long start = System.nanoTime();
      found += trail.list(query).size();
      if (i >= 0) {
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%-20s median %6.2f ms, p99 %6.2f ms (%.0f events)%n",
        name,
        nanos[QUERIES / 2] / 1e6,
        nanos[QUERIES * 99 / 100] / 1e6,
        found / (QUERIES * 1.25));
  }
}
