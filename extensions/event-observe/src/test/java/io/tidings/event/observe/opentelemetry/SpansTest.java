package io.tidings.event.observe.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
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
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.async.AsyncOptions;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.observe.ObservedEventBus;
import io.tidings.event.spi.FailureListener;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.delivery.Delivery;
import io.tidings.event.store.delivery.DeliveryKey;
import io.tidings.event.store.delivery.DeliveryOptions;
import io.tidings.event.testkit.ManualExecutor;
import io.tidings.event.testkit.contract.Contract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SpansTest {

  private static final EventFactory EVENTS =
      EventFactory.standard().withTraces(new SpanTraceSource());

  @TempDir private Path directory;

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final OpenTelemetrySdk telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                  .build())
          .build();
  private final Tracer tracer = telemetry.getTracer("test");
  private final ManualExecutor executor = new ManualExecutor();

  private static final class Silent implements FailureListener {
    @Override
    public void handlerFailed(DomainEvent event, Subscription subscription, Throwable failure) {}
  }

  @AfterEach
  void close() {
    telemetry.close();
  }

  private EventBus bus() {
    return ObservedEventBus.wrap(
        EventBus.builder().events(EVENTS).failureListener(new Silent()).build(),
        HandlerSpans.of(telemetry));
  }

  private SubscriptionOptions async(String name) {
    return SubscriptionOptions.named(name)
        .async(AsyncOptions.defaults().batchSize(2).executor(executor));
  }

  /** Returns an event that is built in a span. */
  private DomainEvent inSpan(EventType kind) {
    Span span = tracer.spanBuilder("request").startSpan();
    try (Scope current = span.makeCurrent()) {
      return EVENTS.builder(kind).sessionId("s-1").actorName("planner").build();
    } finally {
      span.end();
    }
  }

  private SpanData span(String name) {
    return exporter.getFinishedSpanItems().stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String text(SpanData span, String attribute) {
    return span.getAttributes().get(AttributeKey.stringKey(attribute));
  }

  @Contract("OBS-08")
  @Test
  void event_has_the_ids_of_the_current_span() {
    DomainEvent event = inSpan(EventType.PLAN_CREATED);
    SpanData request = span("request");

    assertThat(event.traceId()).isEqualTo(request.getTraceId());
    assertThat(event.spanId()).isEqualTo(request.getSpanId());
    assertThat(EVENTS.builder(EventType.PLAN_CREATED).build().traceId()).isNull();
  }

  @Contract("OBS-08")
  @Test
  void asynchronous_handler_runs_in_a_span_linked_to_the_emitters() {
    List<String> current = new ArrayList<>();
    try (EventBus bus = bus()) {
      bus.subscribe(
          EventSelector.all(),
          async("mailer"),
          event -> current.add(Span.current().getSpanContext().getSpanId()));
      DomainEvent event = inSpan(EventType.TOOL_INVOKED);
      bus.emit(event);
      executor.runAll();

      SpanData request = span("request");
      SpanData handle = span("handle tool.invoked");
      assertThat(current).containsExactly(handle.getSpanId());
      assertThat(handle.getKind()).isEqualTo(SpanKind.CONSUMER);
      assertThat(handle.getTraceId()).isNotEqualTo(request.getTraceId());
      assertThat(handle.getLinks()).hasSize(1);
      assertThat(handle.getLinks().get(0).getSpanContext().getSpanId())
          .isEqualTo(request.getSpanId());
      assertThat(handle.getLinks().get(0).getSpanContext().getTraceId())
          .isEqualTo(request.getTraceId());
      assertThat(text(handle, "messaging.message.id")).isEqualTo(event.id());
      assertThat(text(handle, "messaging.consumer.group.name")).isEqualTo("mailer");
      assertThat(text(handle, "gen_ai.conversation.id")).isEqualTo("s-1");
      assertThat(text(handle, "gen_ai.agent.name")).isEqualTo("planner");
      assertThat(handle.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
  }

  @Contract("OBS-08")
  @Test
  void event_without_a_valid_span_has_no_link() {
    try (EventBus bus = bus()) {
      bus.subscribe(EventSelector.all(), async("mailer"), event -> {});
      bus.emit(EVENTS.builder(EventType.PLAN_CREATED).build());
      bus.emit(EVENTS.builder(EventType.PLAN_APPLIED).traceId("t").spanId("s").build());
      executor.runAll();
    }
    assertThat(span("handle plan.created").getLinks()).isEmpty();
    assertThat(span("handle plan.applied").getLinks()).isEmpty();
  }

  @Contract("OBS-08")
  @Test
  void each_attempt_has_a_span_and_a_failure_its_class_only() {
    try (EventBus bus = bus()) {
      bus.subscribe(
          EventSelector.all(),
          async("mailer")
              .retrying(RetryPolicy.attempts(2).backoff(Duration.ofNanos(1), Duration.ofNanos(1))),
          event -> {
            throw new IllegalStateException("password hunter2");
          });
      bus.emit(EVENTS.builder(EventType.PLAN_CREATED).build());
      while (exporter.getFinishedSpanItems().size() < 2) {
        executor.runNext();
      }
    }
    assertThat(exporter.getFinishedSpanItems())
        .allSatisfy(
            span -> {
              assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
              assertThat(text(span, "error.type")).isEqualTo("java.lang.IllegalStateException");
              assertThat(span.toString()).doesNotContain("hunter2");
            })
        .extracting(span -> span.getAttributes().get(AttributeKey.longKey("tidings.attempt")))
        .containsExactly(1L, 2L);
  }

  @Contract("OBS-08")
  @Test
  void list_has_one_span_and_a_synchronous_handler_none() {
    try (EventBus bus = bus()) {
      bus.subscribe(EventSelector.all(), event -> {});
      bus.subscribeBatches(EventSelector.all(), async("index"), events -> {});
      bus.emit(EVENTS.builder(EventType.PLAN_CREATED).build());
      bus.emit(EVENTS.builder(EventType.PLAN_CREATED).build());
      executor.runAll();
    }
    assertThat(exporter.getFinishedSpanItems())
        .singleElement()
        .extracting(
            span -> span.getAttributes().get(AttributeKey.longKey("messaging.batch.message_count")))
        .isEqualTo(2L);
  }

  @Contract("OBS-08")
  @Test
  void durable_delivery_runs_in_a_span_linked_to_the_emitters() {
    DomainEvent event = inSpan(EventType.PLAN_APPLIED);
    try (EventStore trail =
        EventStore.builder(directory.resolve("trail.db"))
            .observer(DeliverySpans.of(telemetry))
            .open()) {
      trail.append(event);
      try (Delivery delivery =
          trail.deliver(
              "mailer",
              EventQuery.platform(),
              DeliveryOptions.perKey(DeliveryKey.NONE),
              attempt -> assertThat(Span.current().getSpanContext().isValid()).isTrue())) {
        assertThat(delivery.flush(Duration.ofSeconds(30))).isTrue();
      }
    }
    SpanData handle = span("handle plan.applied");
    assertThat(handle.getLinks())
        .singleElement()
        .satisfies(
            link ->
                assertThat(link.getSpanContext().getSpanId())
                    .isEqualTo(span("request").getSpanId()));
    assertThat(text(handle, "messaging.consumer.group.name")).isEqualTo("mailer");
  }
}
