package io.tidings.event.observe.opentelemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventScope;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of events: the names of OpenTelemetry's semantic conventions where they have one, else
 * names below {@code tidings}. Stateless.
 */
final class EventAttributes {

  static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
  static final AttributeKey<String> CONSUMER =
      AttributeKey.stringKey("messaging.consumer.group.name");
  static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("tidings.attempt");
  static final AttributeKey<Long> BATCH_SIZE =
      AttributeKey.longKey("messaging.batch.message_count");

  private static final String DETAIL = "tidings.detail.";

  private EventAttributes() {}

  /** Returns the attributes of a span in which an event is handled; no details. */
  static Attributes ofHandled(DomainEvent event) {
    AttributesBuilder attributes =
        Attributes.builder()
            .put("messaging.system", "tidings")
            .put("messaging.operation.name", "handle")
            .put("messaging.operation.type", "process")
            .put("messaging.destination.name", event.kind().id())
            .put("messaging.message.id", event.id())
            .put("messaging.message.conversation_id", event.correlationId());
    GenAiNames.putIdentity(attributes, event);
    return attributes.build();
  }

  /** Returns the attributes of a redacted event, with its details. */
  static Attributes ofRecord(DomainEvent event) {
    AttributesBuilder attributes =
        Attributes.builder()
            .put("tidings.event.id", event.id())
            .put("tidings.correlation.id", event.correlationId());
    put(attributes, "tidings.causation.id", event.causationId());
    put(attributes, "tidings.plan.id", event.planId());
    put(attributes, "tidings.plan.root_id", event.rootPlanId());
    put(attributes, "tidings.project.name", event.projectName());
    EventScope scope = event.scope();
    put(attributes, "tidings.scope.organization", scope.organization());
    put(attributes, "tidings.scope.workspace", scope.workspace());
    put(attributes, "tidings.scope.project", scope.project());
    put(attributes, "user.id", scope.user());
    GenAiNames.put(attributes, event);
    event.details().forEach((name, value) -> put(attributes, DETAIL + name, value));
    return attributes.build();
  }

  static void put(AttributesBuilder attributes, String name, @Nullable Object value) {
    if (value instanceof String text) {
      attributes.put(name, text);
    } else if (value instanceof Boolean truth) {
      attributes.put(name, truth);
    } else if (value instanceof Long number) {
      attributes.put(name, number);
    } else if (value instanceof Double number) {
      attributes.put(name, number);
    } else if (value != null) {
      attributes.put(name, value(value));
    }
  }

  /** Returns a frozen detail as a value; an integer beyond a long as text. */
  private static Value<?> value(Object detail) {
    if (detail instanceof String text) {
      return Value.of(text);
    }
    if (detail instanceof Boolean truth) {
      return Value.of(truth);
    }
    if (detail instanceof Long number) {
      return Value.of(number);
    }
    if (detail instanceof Double number) {
      return Value.of(number);
    }
    if (detail instanceof List<?> elements) {
      return Value.of(elements.stream().<Value<?>>map(EventAttributes::value).toList());
    }
    if (detail instanceof Map<?, ?> entries) {
      return Value.of(
          entries.entrySet().stream()
              .collect(
                  Collectors.<Map.Entry<?, ?>, String, Value<?>>toMap(
                      entry -> String.valueOf(entry.getKey()), entry -> value(entry.getValue()))));
    }
    return Value.of(detail instanceof BigInteger number ? number.toString() : detail.toString());
  }
}
