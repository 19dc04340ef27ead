package io.tidings.event.observe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventFactory;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.async.AsyncTap;
import io.tidings.event.observe.ObservedEventBus;
import io.tidings.event.observe.jfr.BusRecording;
import io.tidings.event.observe.jfr.TrailRecording;
import io.tidings.event.observe.micrometer.BusMeters;
import io.tidings.event.observe.micrometer.HandlerObservations;
import io.tidings.event.observe.micrometer.LagMeters;
import io.tidings.event.observe.micrometer.TapMeters;
import io.tidings.event.observe.micrometer.TrailMeters;
import io.tidings.event.observe.micrometer.WebhookMeters;
import io.tidings.event.observe.opentelemetry.DeliverySpans;
import io.tidings.event.observe.opentelemetry.HandlerSpans;
import io.tidings.event.observe.opentelemetry.LogRecordTap;
import io.tidings.event.observe.opentelemetry.SpanTraceSource;
import io.tidings.event.store.Cursor;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.Follower;
import io.tidings.event.store.StoreTap;
import io.tidings.event.webhooks.SecretVault;
import io.tidings.event.webhooks.WebhookDispatcher;
import io.tidings.event.webhooks.WebhookStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the guide to observability. */
@Timeout(60)
class ObservabilityExamplesTest {

  @TempDir private Path directory;

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final OpenTelemetry telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                  .build())
          .build();

  private static DomainEvent event() {
    return DomainEvent.of(EventType.PLAN_APPLIED);
  }

  /** Takes 30 ms, as a call of a mail server does. */
  private static void sendMail(DomainEvent event) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    assertThat(never.await(30, TimeUnit.MILLISECONDS)).as(event.id()).isFalse();
  }

  private EventBus observed() {
    EventFactory events = EventFactory.standard().withTraces(new SpanTraceSource());
    BusMeters meters = BusMeters.create();
    EventBus bus =
        ObservedEventBus.wrap(
            EventBus.builder().events(events).tap(LogRecordTap.of(telemetry)).build(),
            meters,
            HandlerSpans.of(telemetry),
            BusRecording.create());
    meters.bindTo(registry);
    return bus;
  }

  @Test
  void slow_handler_is_found_by_meter_span_and_recording() throws Exception {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    try (RecordingStream stream = new RecordingStream();
        EventBus bus = observed()) {
      bus.subscribe(
          EventSelector.kind(EventType.PLAN_APPLIED),
          SubscriptionOptions.named("mailer").async(),
          event -> sendMail(event));
      bus.subscribe(
          EventSelector.kind(EventType.PLAN_APPLIED),
          SubscriptionOptions.named("index").async(),
          event -> {});

      stream.setSettings(BusRecording.settings());
      stream.onEvent(
          "io.tidings.Handler",
          event ->
              lines.add(
                  event.getString("subscription") + " " + event.getDuration().toMillis() + " ms"));
      stream.startAsync();

      Span request = telemetry.getTracer("shop").spanBuilder("POST /plans").startSpan();
      try (Scope current = request.makeCurrent()) {
        bus.emit(bus.events().builder(EventType.PLAN_APPLIED).build());
      } finally {
        request.end();
      }
      assertThat(bus.flush(Duration.ofSeconds(30))).isTrue();

      Gauge slowest =
          registry.find("tidings.handler.max").gauges().stream()
              .max(Comparator.comparingDouble(Gauge::value))
              .orElseThrow();
      String subscription = slowest.getId().getTag("subscription");
      assertThat(subscription).isEqualTo("mailer");

      SpanData handled =
          exporter.getFinishedSpanItems().stream()
              .filter(span -> span.getName().equals("handle plan.applied"))
              .max(
                  Comparator.comparingLong(
                      span -> span.getEndEpochNanos() - span.getStartEpochNanos()))
              .orElseThrow();
      assertThat(handled.getAttributes().toString()).contains("mailer");
      assertThat(handled.getLinks().get(0).getSpanContext().getSpanId())
          .isEqualTo(request.getSpanContext().getSpanId());

      String line = lines.poll(30, TimeUnit.SECONDS);
      while (line != null && !line.startsWith("mailer ")) {
        line = lines.poll(30, TimeUnit.SECONDS);
      }
      assertThat(line).isNotNull();
    }
  }

  @Test
  void observers_of_the_javadoc() {
    BusMeters meters = BusMeters.create();
    EventBus bus = ObservedEventBus.wrap(EventBus.create(), meters, BusRecording.create());
    meters.bindTo(registry);
    bus.emit(event());
    assertThat(registry.find("tidings.events.emitted").meters()).hasSize(1);
    bus.close();
  }

  @Test
  void meters_of_a_bus() {
    BusMeters meters = BusMeters.create();
    EventBus bus = ObservedEventBus.wrap(EventBus.create(), meters);
    meters.bindTo(registry);
    assertThat(bus.emit(event()).isUnhandled()).isTrue();
    bus.close();
  }

  @Test
  void single_observers() {
    ObservationRegistry observations = ObservationRegistry.create();
    List<EventBus> buses = List.of(observations(observations), recorded(), spans(), records());
    assertThat(buses).allSatisfy(each -> assertThat(each.emit(event()).tapFailures()).isZero());
    buses.forEach(EventBus::close);
  }

  private static EventBus observations(ObservationRegistry observations) {
    EventBus bus = ObservedEventBus.wrap(EventBus.create(), HandlerObservations.of(observations));
    return bus;
  }

  private static EventBus recorded() {
    EventBus bus = ObservedEventBus.wrap(EventBus.create(), BusRecording.create());
    return bus;
  }

  private EventBus spans() {
    EventFactory events = EventFactory.standard().withTraces(new SpanTraceSource());
    EventBus bus =
        ObservedEventBus.wrap(
            EventBus.builder().events(events).build(), HandlerSpans.of(telemetry));
    return bus;
  }

  private EventBus records() {
    EventBus bus = EventBus.builder().tap(LogRecordTap.of(telemetry)).build();
    return bus;
  }

  @Test
  void trace_source_of_a_bus() {
    EventFactory events = EventFactory.standard().withTraces(new SpanTraceSource());
    EventBus bus = EventBus.builder().events(events).build();
    assertThat(bus.events().builder(EventType.PLAN_APPLIED).build().traceId()).isNull();
    bus.close();
  }

  @Test
  void meters_of_a_trail_and_its_readers() {
    Path file = directory.resolve("trail.db");
    TrailMeters meters = TrailMeters.create();
    EventStore trail = EventStore.builder(file).observer(meters).open();
    meters.bindTo(registry);
    LagMeters.of(trail).bindTo(registry);
    AsyncTap behind = AsyncTap.of(new StoreTap(trail));
    TapMeters.of("trail", behind).bindTo(registry);
    EventBus bus = EventBus.builder().tap(behind).build();
    bus.emit(event());
    bus.close();
    Follower mirror = trail.follow(EventQuery.platform(), Cursor.start(), stored -> {});
    LagMeters lag = LagMeters.of(trail).follower("mirror", mirror);
    lag.bindTo(registry);

    assertThat(registry.get("tidings.trail.append").timer().count()).isEqualTo(1);
    assertThat(registry.get("tidings.follower.lag").gauge().value()).isLessThanOrEqualTo(1);
    trail.close();
  }

  @Test
  void spans_and_recordings_of_a_trail() {
    Path file = directory.resolve("trail.db");
    try (EventStore trail = spans(file)) {
      assertThat(trail.append(event()).stored()).isEqualTo(1);
    }
    try (EventStore trail = recorded(file)) {
      assertThat(trail.append(event()).stored()).isEqualTo(1);
    }
  }

  private EventStore spans(Path file) {
    EventStore trail = EventStore.builder(file).observer(DeliverySpans.of(telemetry)).open();
    return trail;
  }

  private static EventStore recorded(Path file) {
    EventStore trail = EventStore.builder(file).observer(TrailRecording.create()).open();
    return trail;
  }

  @Test
  void meters_of_webhooks() {
    EventStore trail = EventStore.open(directory.resolve("trail.db"));
    WebhookStore webhooks =
        WebhookStore.in(trail, SecretVault.inFile(directory.resolve("webhooks.key")));
    WebhookMeters meters = WebhookMeters.create();
    meters.bindTo(registry);
    WebhookDispatcher dispatcher = WebhookDispatcher.builder(webhooks).outcomes(meters).start();
    assertThat(registry.find("tidings.webhook.delivery").meters()).isEmpty();
    dispatcher.close();
    trail.close();
  }

  @Test
  void exact_times_and_a_tag_for_each_bus() {
    BusMeters meters = BusMeters.builder().tags("bus", "orders").everyCall().build();
    meters.bindTo(registry);
    EventBus bus = ObservedEventBus.wrap(EventBus.create(), meters);
    bus.emit(event());
    assertThat(
            Objects.requireNonNull(registry.find("tidings.events.emitted").functionCounter())
                .getId()
                .getTag("bus"))
        .isEqualTo("orders");
    bus.close();
  }
}
