package io.tidings.event.store.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.async.AsyncTap;
import io.tidings.event.measure.ErrorRates;
import io.tidings.event.measure.ErrorRecorder;
import io.tidings.event.measure.Measurements;
import io.tidings.event.measure.TimeWindow;
import io.tidings.event.measure.TrailMeasures.FailureRate;
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
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeteringExamplesTest {

  @TempDir private Path directory;

  private interface Index {
    void rebuild() throws IOException;
  }

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
                    "cloud_v0_hobby.quotas.events_ingested.limit", "100000",
                    "cloud_v0_hobby.quotas.events_ingested.strict", "true"));
    Billing.Source billing = organization -> new Billing(plans.plan("cloud_v0_hobby"), 15);
    Metering metering = Metering.builder(UsageMeter.in(trail), billing).build();
    EventTap ingest = metering.ingest(trail);
    EventBus bus = EventBus.builder().tap(metering.gate().around(AsyncTap.of(ingest))).build();
    bus.emit(read());
    bus.close();
    assertThat(trail.count(EventQuery.platform())).isEqualTo(1);
    assertThat(metering.counts()).containsOnlyKeys("acme");
    List<String> messages = List.of("no event");
    List<MeteredIngest.Answer> answers = metering.ingest(trail).submitMessages(messages);
    assertThat(answers).containsExactly(MeteredIngest.Answer.MALFORMED);
    trail.close();
  }

  @Test
  void what_a_plan_says_of_keeping_and_reading_is_joined_by_a_host() {
    TestClock clock = TestClock.at(Instant.parse("2026-11-21T12:00:00Z"));
    EventStore trail = EventStore.builder(directory.resolve("kept.db")).clock(clock).open();
    Map<String, String> planOf =
        Map.of(
            "small",
            "cloud_v0_hobby",
            "large",
            "cloud_v0_business",
            "own",
            "self_hosted_enterprise");
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
                plans.plan(planOf.getOrDefault(organization, "cloud_v0_hobby")).allows(Plan.AUDIT));

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

  @Test
  void errors_are_recorded() {
    EventStore trail = open();
    Index index =
        () -> {
          throw new IOException("no disk");
        };
    ErrorRecorder errors = ErrorRecorder.in(trail);
    try {
      index.rebuild();
    } catch (IOException failure) {
      errors.record("search", "rebuild", failure);
    }
    assertThat(Measurements.of(trail).platformErrors(TimeWindow.DAY).total()).isEqualTo(1);
    trail.close();
  }

  @Test
  void numbers() {
    EventStore trail = open();
    Measurements measurements = Measurements.of(trail);
    ErrorRates errors = measurements.errors("w-1", TimeWindow.parse("24h"));
    List<FailureRate> worst = measurements.project("apollo").failingTools(TimeWindow.WEEK, 10);
    assertThat(errors.total()).isZero();
    assertThat(worst).isEmpty();
    trail.close();
  }
}
