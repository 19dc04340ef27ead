package io.tidings.event.observe.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.async.AsyncOptions;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.observe.ObservedEventBus;
import io.tidings.event.spi.FailureListener;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoreException;
import io.tidings.event.store.delivery.Delivery;
import io.tidings.event.store.delivery.DeliveryKey;
import io.tidings.event.store.delivery.DeliveryOptions;
import io.tidings.event.testkit.ManualExecutor;
import io.tidings.event.testkit.contract.Contract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import jdk.jfr.EventSettings;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecordingTest {

  private static final List<String> NAMES =
      List.of(
          "io.tidings.Emit",
          "io.tidings.Handler",
          "io.tidings.Append",
          "io.tidings.DeliveryAttempt");

  @TempDir private Path directory;

  private static final class Silent implements FailureListener {
    @Override
    public void handlerFailed(DomainEvent event, Subscription subscription, Throwable failure) {}
  }

  private static EventBus bus() {
    return ObservedEventBus.wrap(
        EventBus.builder().failureListener(new Silent()).build(), BusRecording.create());
  }

  private interface Work {
    void run() throws Exception;
  }

  /** Returns what is recorded of this library, with all its events enabled from 0 ns on. */
  private List<RecordedEvent> recorded(Work work) throws Exception {
    try (Recording recording = new Recording()) {
      for (String name : NAMES) {
        EventSettings settings = recording.enable(name);
        settings.withThreshold(Duration.ZERO);
      }
      recording.start();
      work.run();
      recording.stop();
      return events(recording);
    }
  }

  private List<RecordedEvent> events(Recording recording) throws IOException {
    Path file = directory.resolve("recording.jfr");
    recording.dump(file);
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> NAMES.contains(event.getEventType().getName()))
        .toList();
  }

  private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
    return events.stream().filter(event -> event.getEventType().getName().equals(name)).toList();
  }

  @Contract("OBS-11")
  @Test
  void events_are_off_by_default_and_the_bus_works() throws Exception {
    try (Recording recording = new Recording();
        EventBus bus = bus()) {
      recording.start();
      bus.subscribe(EventSelector.all(), event -> {});
      assertThat(bus.emit(DomainEvent.of(EventType.PLAN_CREATED)).delivered()).isEqualTo(1);
      recording.stop();

      assertThat(events(recording)).isEmpty();
    }
  }

  @Contract("OBS-11")
  @Test
  void emits_and_handler_calls_are_recorded_without_stack_traces() throws Exception {
    DomainEvent event = DomainEvent.builder(EventType.PLAN_CREATED).sessionId("s-1").build();
    ManualExecutor executor = new ManualExecutor();
    List<RecordedEvent> events =
        recorded(
            () -> {
              try (EventBus bus = bus()) {
                bus.subscribe(
                    EventSelector.all(),
                    SubscriptionOptions.named("mailer"),
                    handled -> {
                      throw new IllegalStateException("no mail");
                    });
                bus.subscribeBatches(
                    EventSelector.all(),
                    SubscriptionOptions.named("index")
                        .async(AsyncOptions.defaults().batchSize(1).executor(executor)),
                    list -> {});
                bus.emit(event);
                executor.runAll();
              }
            });

    assertThat(events).allSatisfy(each -> assertThat(each.getStackTrace()).isNull());
    RecordedEvent emit = named(events, "io.tidings.Emit").get(0);
    assertThat(emit.getString("kind")).isEqualTo("plan.created");
    assertThat(emit.getString("eventId")).isEqualTo(event.id());
    assertThat(emit.getString("sessionId")).isEqualTo("s-1");
    assertThat(emit.getString("status")).isEqualTo("DONE");
    assertThat(emit.getInt("failed")).isEqualTo(1);
    assertThat(emit.getInt("queued")).isEqualTo(1);
    assertThat(emit.getInt("delivered")).isZero();
    assertThat(named(events, "io.tidings.Handler"))
        .extracting(
            call ->
                "%s %s %s %s"
                    .formatted(
                        call.getString("subscription"),
                        call.getString("kind"),
                        call.getInt("events"),
                        call.getString("failure")))
        .containsExactlyInAnyOrder(
            "mailer plan.created 1 java.lang.IllegalStateException", "index plan.created 1 null");
  }

  @Contract("OBS-11")
  @Test
  void appends_and_delivery_attempts_are_recorded() throws Exception {
    List<RecordedEvent> events =
        recorded(
            () -> {
              EventStore trail =
                  EventStore.builder(directory.resolve("trail.db"))
                      .observer(TrailRecording.create())
                      .open();
              trail.append(
                  List.of(
                      DomainEvent.of(EventType.PLAN_CREATED),
                      DomainEvent.of(EventType.PLAN_APPLIED)));
              try (Delivery delivery =
                  trail.deliver(
                      "mailer",
                      EventQuery.platform().kinds(EventType.PLAN_APPLIED),
                      DeliveryOptions.perKey(DeliveryKey.NONE)
                          .retrying(
                              RetryPolicy.attempts(2)
                                  .backoff(Duration.ofMillis(1), Duration.ofMillis(1))),
                      attempt -> {
                        if (attempt.number() == 1) {
                          throw new IOException("no mail");
                        }
                      })) {
                assertThat(delivery.flush(Duration.ofSeconds(30))).isTrue();
              }
              trail.close();
              assertThatThrownBy(() -> trail.append(DomainEvent.of(EventType.PLAN_CREATED)))
                  .isInstanceOf(StoreException.class);
            });

    assertThat(named(events, "io.tidings.Append"))
        .extracting(append -> append.getInt("events") + " " + append.getString("failure"))
        .containsExactlyInAnyOrder("2 null", "1 " + StoreException.class.getName());
    assertThat(named(events, "io.tidings.DeliveryAttempt"))
        .extracting(
            attempt ->
                "%s %s %s %s %s"
                    .formatted(
                        attempt.getString("delivery"),
                        attempt.getString("kind"),
                        attempt.getLong("position"),
                        attempt.getInt("attempt"),
                        attempt.getString("failure")))
        .containsExactlyInAnyOrder(
            "mailer plan.applied 2 1 java.io.IOException", "mailer plan.applied 2 2 null");
  }

  @Contract("OBS-11")
  @Test
  void operations_without_a_recording_are_passed_on() throws Exception {
    TrailRecording observer = TrailRecording.create();
    assertThat(observer.<String>append(List.of(), () -> "appended")).isEqualTo("appended");
  }

  @Contract("OBS-11")
  @Test
  void stream_with_the_settings_receives_a_slow_handler() throws Exception {
    AtomicReference<RecordedEvent> slow = new AtomicReference<>();
    CountDownLatch received = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    try (RecordingStream stream = new RecordingStream();
        EventBus bus = bus()) {
      stream.setSettings(BusRecording.settings());
      stream.onEvent(
          "io.tidings.Handler",
          event -> {
            if (event.getString("subscription").equals("slow")) {
              slow.set(event);
              received.countDown();
            }
          });
      stream.setReuse(false);
      stream.startAsync();
      bus.subscribe(EventSelector.all(), SubscriptionOptions.named("fast"), event -> {});
      bus.subscribe(
          EventSelector.all(),
          SubscriptionOptions.named("slow"),
          event -> assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse());
      bus.emit(DomainEvent.of(EventType.PLAN_CREATED));

      assertThat(received.await(30, TimeUnit.SECONDS)).isTrue();
      RecordedEvent call = Objects.requireNonNull(slow.get());
      assertThat(call.getString("kind")).isEqualTo("plan.created");
      assertThat(call.getDuration()).isGreaterThanOrEqualTo(Duration.ofMillis(20));
    }
  }

  @Contract("OBS-11")
  @Test
  void settings_enable_every_event_with_a_threshold() {
    Map<String, String> settings = BusRecording.settings();

    assertThat(NAMES)
        .allSatisfy(
            name ->
                assertThat(settings)
                    .containsEntry(name + "#enabled", "true")
                    .containsEntry(name + "#stackTrace", "false")
                    .containsKey(name + "#threshold"));
    assertThat(settings).hasSize(3 * NAMES.size());
  }
}
