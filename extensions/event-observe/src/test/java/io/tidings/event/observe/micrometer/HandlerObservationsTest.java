package io.tidings.event.observe.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.observe.ObservedEventBus;
import io.tidings.event.spi.FailureListener;
import io.tidings.event.testkit.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HandlerObservationsTest {

  private final ObservationRegistry registry = ObservationRegistry.create();
  private final List<Observation.Context> stopped = new ArrayList<>();

  private static final class Silent implements FailureListener {
    @Override
    public void handlerFailed(DomainEvent event, Subscription subscription, Throwable failure) {}
  }

  private EventBus bus() {
    registry
        .observationConfig()
        .observationHandler(
            new ObservationHandler<Observation.Context>() {
              @Override
              public void onStop(Observation.Context context) {
                stopped.add(context);
              }

              @Override
              public boolean supportsContext(Observation.Context context) {
                return true;
              }
            });
    return ObservedEventBus.wrap(
        EventBus.builder().failureListener(new Silent()).build(), HandlerObservations.of(registry));
  }

  private static List<String> keys(Iterable<KeyValue> keys) {
    List<String> texts = new ArrayList<>();
    keys.forEach(key -> texts.add(key.getKey() + "=" + key.getValue()));
    return texts;
  }

  @Contract("OBS-07")
  @Test
  void each_call_of_a_handler_is_one_observation() {
    try (EventBus bus = bus()) {
      DomainEvent event = DomainEvent.builder(EventType.PLAN_CREATED).sessionId("s-1").build();
      bus.emit(event);
      assertThat(stopped).as("no observation of the emit").isEmpty();

      bus.subscribe(
          EventSelector.all(),
          SubscriptionOptions.named("mailer"),
          handled ->
              assertThat(Objects.requireNonNull(registry.getCurrentObservation()).getContext())
                  .isNotNull());
      bus.emit(event);

      Observation.Context context = stopped.get(0);
      assertThat(stopped).hasSize(1);
      assertThat(context.getName()).isEqualTo(HandlerObservations.NAME);
      assertThat(context.getContextualName()).isEqualTo("handle plan.created");
      assertThat(keys(context.getLowCardinalityKeyValues()))
          .containsExactlyInAnyOrder("kind=plan.created", "subscription=mailer");
      assertThat(keys(context.getHighCardinalityKeyValues()))
          .containsExactlyInAnyOrder("event_id=" + event.id(), "session_id=s-1");
      assertThat(context.getError()).isNull();
    }
  }

  @Contract("OBS-07")
  @Test
  void failure_is_the_error_of_the_observation_and_kinds_are_bounded() {
    IllegalStateException failure = new IllegalStateException("no mail");
    try (EventBus bus = bus()) {
      bus.subscribe(
          EventSelector.all(),
          event -> {
            throw failure;
          });
      assertThat(bus.emit(DomainEvent.of(EventKind.of("host.kind"))).failures())
          .containsExactly(failure);
    }
    assertThat(stopped.get(0).getError()).isSameAs(failure);
    assertThat(keys(stopped.get(0).getLowCardinalityKeyValues()))
        .contains("kind=other", "subscription=" + HandlerObservationsTest.class.getName());
  }
}
