package io.tidings.event.observe.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.redact.Redactor;
import io.tidings.event.testkit.contract.Contract;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogRecordTapTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  private final InMemoryLogRecordExporter exporter = InMemoryLogRecordExporter.create();
  private final OpenTelemetrySdk telemetry =
      OpenTelemetrySdk.builder()
          .setLoggerProvider(
              SdkLoggerProvider.builder()
                  .addLogRecordProcessor(SimpleLogRecordProcessor.create(exporter))
                  .build())
          .build();

  @AfterEach
  void close() {
    telemetry.close();
  }

  private LogRecordData exported(DomainEvent event) {
    try (EventBus bus = EventBus.builder().tap(LogRecordTap.of(telemetry)).build()) {
      assertThat(bus.emit(event).tapFailures()).isZero();
    }
    List<LogRecordData> records = exporter.getFinishedLogRecordItems();
    return records.get(records.size() - 1);
  }

  private static Map<String, String> attributes(LogRecordData record) {
    Map<String, String> texts = new TreeMap<>();
    record.getAttributes().forEach((key, value) -> texts.put(key.getKey(), value.toString()));
    return texts;
  }

  @Contract("OBS-09")
  @Test
  void event_is_a_log_record_with_the_kind_as_its_event_name() {
    DomainEvent event =
        DomainEvent.root(EventType.PLAN_APPLIED)
            .scope(EventScope.none().withProject("apollo").withUser("u-1"))
            .planId("p-1")
            .rootPlanId("p-0")
            .sessionId("s-1")
            .projectName("Apollo")
            .causationId("c-1")
            .traceId(TRACE)
            .spanId(SPAN)
            .detail("files_changed", 3)
            .detail("ratio", 0.5)
            .detail("dry_run", false)
            .detail("huge", BigInteger.TEN.pow(30))
            .detail("paths", List.of("a", 1, true, 0.5, BigInteger.TEN.pow(30)))
            .detail("by", Map.of("x", List.of(1)))
            .build();
    LogRecordData record = exported(event);

    assertThat(record.getEventName()).isEqualTo("plan.applied");
    assertThat(record.getSeverity()).isEqualTo(Severity.INFO);
    assertThat(record.getTimestampEpochNanos())
        .isEqualTo(ChronoUnit.NANOS.between(Instant.EPOCH, event.timestamp()));
    assertThat(record.getSpanContext().getTraceId()).isEqualTo(TRACE);
    assertThat(record.getSpanContext().getSpanId()).isEqualTo(SPAN);
    assertThat(attributes(record))
        .containsEntry("tidings.event.id", event.id())
        .containsEntry("tidings.correlation.id", event.correlationId())
        .containsEntry("tidings.causation.id", "c-1")
        .containsEntry("tidings.plan.id", "p-1")
        .containsEntry("tidings.plan.root_id", "p-0")
        .containsEntry("tidings.project.name", "Apollo")
        .containsEntry("tidings.scope.project", "apollo")
        .containsEntry("user.id", "u-1")
        .containsEntry("gen_ai.conversation.id", "s-1")
        .containsEntry("tidings.detail.files_changed", "3")
        .containsEntry("tidings.detail.ratio", "0.5")
        .containsEntry("tidings.detail.dry_run", "false")
        .containsKeys("tidings.detail.huge", "tidings.detail.paths", "tidings.detail.by")
        .doesNotContainKeys("gen_ai.operation.name", "tidings.scope.workspace");
    assertThat(record.getAttributes().get(AttributeKey.longKey("tidings.detail.files_changed")))
        .isEqualTo(3);
  }

  @Contract("OBS-09")
  @Test
  void secrets_are_redacted() {
    String secret = "hunter2hunter2";
    DomainEvent event = DomainEvent.root(EventType.TOOL_INVOKED).detail("password", secret).build();

    assertThat(attributes(exported(event)).toString()).doesNotContain(secret);
    LogRecordTap open =
        LogRecordTap.of(telemetry).withRedactor(Redactor.standard().keepingKeys("password"));
    open.onEvent(event);
    assertThat(attributes(exporter.getFinishedLogRecordItems().get(1)))
        .containsEntry("tidings.detail.password", secret);
  }

  @Contract("OBS-09")
  @Test
  void tools_models_and_agents_have_the_names_of_the_conventions() {
    assertThat(
            attributes(
                exported(
                    DomainEvent.root(EventType.TOOL_ERRORED)
                        .actorName("planner")
                        .detail("tool_name", "grep")
                        .detail("error_type", "timeout")
                        .build())))
        .containsEntry("gen_ai.operation.name", "execute_tool")
        .containsEntry("gen_ai.tool.name", "grep")
        .containsEntry("gen_ai.agent.name", "planner")
        .containsEntry("error.type", "timeout");
    assertThat(
            attributes(
                exported(
                    DomainEvent.root(EventKind.of("model.answered"))
                        .detail("model", "m-1")
                        .detail("input_tokens", 10)
                        .detail("output_tokens", 20)
                        .detail("finish_reason", "stop")
                        .build())))
        .containsEntry("gen_ai.operation.name", "chat")
        .containsEntry("gen_ai.response.model", "m-1")
        .containsEntry("gen_ai.usage.input_tokens", "10")
        .containsEntry("gen_ai.usage.output_tokens", "20")
        .containsEntry("gen_ai.response.finish_reasons", "[stop]");
    assertThat(
            attributes(
                exported(
                    DomainEvent.root(EventKind.of("model.requested"))
                        .detail("model", "m-1")
                        .detail("provider", "openai")
                        .build())))
        .containsEntry("gen_ai.request.model", "m-1")
        .containsEntry("gen_ai.provider.name", "openai");
    assertThat(
            attributes(
                exported(
                    DomainEvent.root(EventType.BUDGET_WARNING)
                        .detail("provider", "openai")
                        .detail("model", "m-1")
                        .build())))
        .containsEntry("gen_ai.provider.name", "openai")
        .containsEntry("gen_ai.request.model", "m-1")
        .doesNotContainKey("gen_ai.operation.name");
    assertThat(
            attributes(exported(DomainEvent.root(EventType.ACTOR_INVOKED).actorName("a").build())))
        .containsEntry("gen_ai.operation.name", "invoke_agent");
  }

  @Contract("OBS-09")
  @Test
  void failures_have_the_severity_of_the_log() {
    LogRecordData record = exported(DomainEvent.root(EventType.INVARIANT_VIOLATED).build());

    assertThat(record.getSeverity()).isEqualTo(Severity.WARN);
    assertThat(record.getSeverityText()).isEqualTo("WARN");
    assertThat(record.getSpanContext().isValid()).isFalse();
    assertThat(attributes(record)).doesNotContainKey("gen_ai.conversation.id");
  }
}
