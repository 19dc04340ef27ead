package io.tidings.event.benchmarks.suites;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.json.DomainEventJson;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Encoding of an event as JSON, compared with an ObjectMapper that uses a hand-written serializer.
 */
@State(Scope.Benchmark)
public class JsonBenchmark {

  private final DomainEvent event = event();
  private final DomainEventJson json = DomainEventJson.standard();
  private final ObjectMapper mapper =
      new ObjectMapper()
          .registerModule(new SimpleModule().addSerializer(DomainEvent.class, new ByHand()));

  static DomainEvent event() {
    return DomainEvent.root(EventType.PLAN_APPLIED)
        .id("01JCPLANAPPLIED00000000001")
        .timestamp(Instant.parse("2026-11-01T12:30:00.123456Z"))
        .correlationId("01JCCORRELATION00000000001")
        .causationId("01JCCAUSE00000000000000001")
        .scope(EventScope.none().withProject("apollo").withUser("ada"))
        .planId("01JCPLAN000000000000000001")
        .sessionId("01JCSESSION000000000000001")
        .actorName("Ada")
        .detail("files_changed", 3)
        .detail("validation_results", List.of("passed", "passed"))
        .detail("reason", "all required validations have passed")
        .build();
  }

  @Benchmark
  public byte[] domainEventJson() {
    return json.write(event);
  }

  @Benchmark
  public byte[] objectMapper() throws IOException {
    return mapper.writeValueAsBytes(event);
  }

  private static final class ByHand extends StdSerializer<DomainEvent> {
    private static final long serialVersionUID = 1L;

    ByHand() {
      super(DomainEvent.class);
    }

    @Override
    public void serialize(DomainEvent event, JsonGenerator to, SerializerProvider provider)
        throws IOException {
      to.writeStartObject();
      to.writeStringField("event_id", event.id());
      to.writeStringField("event_type", event.kind().id());
      to.writeStringField("timestamp", DomainEventJson.timestamp(event.timestamp()));
      to.writeStringField("correlation_id", event.correlationId());
      to.writeStringField("causation_id", event.causationId());
      to.writeStringField("project_id", event.scope().project());
      to.writeStringField("user_id", event.scope().user());
      to.writeStringField("plan_id", event.planId());
      to.writeStringField("session_id", event.sessionId());
      to.writeStringField("actor_name", event.actorName());
      to.writeObjectField("details", event.details());
      to.writeEndObject();
    }
  }
}
