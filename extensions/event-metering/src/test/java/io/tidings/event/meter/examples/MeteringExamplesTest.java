package io.tidings.event.meter.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.async.AsyncTap;
import io.tidings.event.meter.Billing;
import io.tidings.event.meter.Meter;
import io.tidings.event.meter.MeteredIngest;
import io.tidings.event.meter.Metering;
import io.tidings.event.meter.Plan;
import io.tidings.event.meter.Plans;
import io.tidings.event.meter.Quota;
import io.tidings.event.meter.UsageMeter;
import io.tidings.event.spi.EventTap;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.Retention;
import io.tidings.event.store.access.AuditAccess;
import io.tidings.event.store.access.AuditDeniedException;
import io.tidings.event.store.access.Permissions;
import io.tidings.event.testkit.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Examples of the metering guide and Javadoc. */
class MeteringExamplesTest {

  @TempDir private Path directory;

  private EventStore open() {
    return EventStore.open(directory.resolve("trail.db"));
  }

  private static DomainEvent read() {
    return DomainEvent.root(EventType.TRACES_FETCHED)
        .scope(new EventScope("acme", "w-1", "apollo", null))
        .build();
  }

  @Test
  void both_layers_on_a_bus() {
    EventStore trail = open();
    Plans plans =
        Plans.defaults()
            .overriddenBy(
                Map.of(
                    "free.quotas.events_ingested.limit", "100000",
                    "free.quotas.events_ingested.strict", "true"));
    Billing.Source billing = organization -> new Billing(plans.plan("free"), 15);
    Metering metering = Metering.builder(UsageMeter.in(trail), billing).build();
    EventTap ingest = metering.ingest(trail);
    EventBus bus = EventBus.builder().tap(metering.gate().around(AsyncTap.of(ingest))).build();
    bus.emit(read());
    bus.close();
    assertThat(trail.count(EventQuery.platform())).isEqualTo(1);
    assertThat(metering.counts()).containsOnlyKeys("acme");
    List<String> messages = List.of("no event");
    List<MeteredIngest.Outcome> outcomes = metering.ingest(trail).submitMessages(messages);
    assertThat(outcomes).containsExactly(MeteredIngest.Outcome.MALFORMED);
    trail.close();
  }

  @Test
  void host_applies_retention_and_audit_of_plans() {
    TestClock clock = TestClock.at(Instant.parse("2026-11-21T12:00:00Z"));
    EventStore trail = EventStore.builder(directory.resolve("kept.db")).clock(clock).open();
    Map<String, String> planOf = Map.of("small", "free", "large", "business", "own", "self-hosted");
    for (String organization : List.of("small", "large", "own")) {
      trail.append(
          DomainEvent.root(EventType.TRACES_FETCHED)
              .scope(new EventScope(organization, "w-1", "p-" + organization, null))
              .build());
    }
    clock.advance(Duration.ofDays(32));
    Plans plans = Plans.defaults();
    Permissions permissions = caller -> true;
    Retention retention = new Retention(trail);

    List<Retention.Plan> kept = new ArrayList<>();
    planOf.forEach(
        (organization, slug) -> {
          Quota quota = plans.plan(slug).quota(Meter.EVENTS_INGESTED);
          Quota.Retention time = quota == null ? null : quota.retention();
          kept.add(
              new Retention.Plan(
                  organization, time == null ? null : time.duration(), List.of(organization)));
        });
    retention.run(kept);
    AuditAccess access =
        new AuditAccess(
            trail,
            permissions,
            organization ->
                plans.plan(planOf.getOrDefault(organization, "free")).allows(Plan.AUDIT));

    assertThat(
            trail.list(EventQuery.platform()).stream()
                .map(stored -> stored.event().scope().organization()))
        .as("a month is over, a year is not, and the last has no end")
        .containsExactlyInAnyOrder("large", "own");
    assertThat(access.list(new EventScope("large", null, "p-large", null), query -> query))
        .hasSize(1);
    assertThatThrownBy(
            () -> access.list(new EventScope("small", null, "p-small", null), query -> query))
        .isInstanceOf(AuditDeniedException.class);
    trail.close();
  }
}
