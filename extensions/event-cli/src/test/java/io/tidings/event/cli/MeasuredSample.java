package io.tidings.event.cli;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventFactory;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.measure.ErrorRecorder;
import io.tidings.event.meter.Meter;
import io.tidings.event.meter.MeterPeriod;
import io.tidings.event.meter.Quota;
import io.tidings.event.meter.UsageMeter;
import io.tidings.event.store.EventStore;
import io.tidings.event.testkit.SequentialIds;
import io.tidings.event.testkit.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A trail of four days with something of everything that is measured, and evil names. */
final class MeasuredSample {

  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  static final String EVIL = "<script>alert(\"x\")</script>'&\u202e";
  static final List<String> WIDGET_TYPES = List.of("proactive_fired");
  private static final EventScope SCOPE = new EventScope("acme", "w-1", "apollo", null);

  private MeasuredSample() {}

  static void fill(Path file, TestClock clock) {
    EventFactory events = EventFactory.standard().withClock(clock).withIds(new SequentialIds());
    List<DomainEvent> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(
          event(events, EventType.TOOL_COMPLETED, i % 100)
              .actorName(EVIL)
              .detail("tool_name", i % 2 == 0 ? "indexer" : EVIL)
              .detail("duration_ms", 1_000 + i)
              .build());
    }
    all.add(event(events, EventType.PLAN_APPLIED, 1).planId("p-1").build());
    all.add(event(events, EventType.PLAN_CANCELLED, 1).planId("p-2").build());
    all.add(event(events, EventType.VALIDATION_PASSED, 1).build());
    all.add(event(events, EventType.TOOL_ERRORED, 1).detail("tool_name", EVIL).build());
    all.add(event(events, EventType.ACTOR_ERRORED, 1).actorName(EVIL).build());
    all.add(event(events, EventType.BUDGET_WARNING, 1).build());
    all.add(event(events, EventType.SESSION_CREATED, 1).build());
    all.add(event(events, EventType.RESOURCE_ACCESSED, 1).build());
    all.add(
        events
            .root(EventKind.of(WIDGET_TYPES.get(0)))
            .timestamp(NOW.minusSeconds(1))
            .scope(SCOPE)
            .sessionId("s-1")
            .build());
    all.add(
        events
            .root(EventKind.of("<i>.x"))
            .timestamp(NOW.minusSeconds(1))
            .scope(SCOPE.withOrganization("<b>").withProject("<a>"))
            .build());
    try (EventStore trail = EventStore.builder(file).clock(clock).open()) {
      trail.append(all);
      ErrorRecorder errors = ErrorRecorder.in(trail);
      errors.record(EVIL, "work", new IllegalStateException(EVIL));
      errors.record("search", "work", new IllegalStateException(EVIL));
      errors.record("search", "work", new IllegalStateException(EVIL));
      UsageMeter.in(trail)
          .adjust(
              new Meter(
                  Meter.EVENTS_INGESTED,
                  EventScope.none().withOrganization("<b>acme</b>"),
                  new MeterPeriod(2026, 11, null)),
              1_234,
              Quota.UNLIMITED.withLimit(5_000L),
              null);
    }
  }

  private static EventBuilder event(EventFactory events, EventType type, int hoursAgo) {
    return events.root(type).timestamp(NOW.minus(Duration.ofHours(hoursAgo))).scope(SCOPE);
  }
}
