package io.tidings.event.store.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.measure.ErrorRates;
import io.tidings.event.measure.ErrorRecorder;
import io.tidings.event.measure.TrailMeasures.FailureRate;
import io.tidings.event.measure.Measurements;
import io.tidings.event.measure.TimeWindow;
import io.tidings.event.meter.Billing;
import io.tidings.event.meter.MeteredIngest;
import io.tidings.event.meter.Metering;
import io.tidings.event.meter.Plans;
import io.tidings.event.meter.UsageMeter;
import io.tidings.event.spi.EventTap;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.tap.AsyncTap;
import java.io.IOException;
import java.nio.file.Path;
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
