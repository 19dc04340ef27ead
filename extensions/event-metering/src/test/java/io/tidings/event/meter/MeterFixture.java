package io.tidings.event.meter;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventFactory;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.testkit.SequentialIds;
import io.tidings.event.testkit.TestClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of metering have in common: a trail, plans that are set, and events. */
abstract class MeterFixture {

  static final EventType READ = EventType.TRACES_FETCHED;
  static final Quota QUOTA = new Quota(null, null, null, null, null, Quota.Period.MONTHLY);

  @TempDir Path directory;

  final TestClock clock = TestClock.at(Instant.parse("2026-11-21T12:00:00Z"));
  final EventFactory events = EventFactory.standard().withClock(clock).withIds(new SequentialIds());
  final Map<String, Quota> quotas = new ConcurrentHashMap<>();
  private @Nullable EventStore opened;

  @BeforeEach
  void openTrail() {
    opened = EventStore.builder(directory.resolve("trail.db")).clock(clock).open();
  }

  @AfterEach
  void closeTrail() {
    trail().close();
  }

  EventStore trail() {
    return requireNonNull(opened);
  }

  /** Bills organizations by the quotas that a test has set; others are not known. */
  Billing billing(String organization) {
    Quota quota = quotas.get(organization);
    if (quota == null) {
      throw new IllegalStateException("no billing of " + organization);
    }
    return Billing.of(Plans.defaults().plan("free").withQuota(Meter.EVENTS_INGESTED, quota));
  }

  Meter meter(String organization) {
    return QUOTA.meter(
        Meter.EVENTS_INGESTED,
        EventScope.none().withOrganization(organization),
        clock.instant(),
        null);
  }

  EventBuilder event(EventKind kind, @Nullable String organization, String project) {
    return events.root(kind).scope(new EventScope(organization, "w", project, null));
  }

  DomainEvent read(@Nullable String organization) {
    return event(READ, organization, "apollo").build();
  }

  List<DomainEvent> stored() {
    return trail().list(EventQuery.platform()).stream().map(StoredEvent::event).toList();
  }
}
