package io.tidings.event.logging.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidings.event.Description;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;
import io.tidings.event.async.AsyncTap;
import io.tidings.event.async.OverflowPolicy;
import io.tidings.event.json.DomainEventJson;
import io.tidings.event.json.EventModule;
import io.tidings.event.logging.AuditLog;
import io.tidings.event.logging.AuditSelectors;
import io.tidings.event.logging.LogLevels;
import io.tidings.event.logging.LoggingEventBus;
import io.tidings.event.logging.LoggingTap;
import io.tidings.event.redact.RedactionRule;
import io.tidings.event.redact.Redactor;
import io.tidings.event.reference.CatalogWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.event.Level;

/** Examples of the Javadoc and the guide. */
@SuppressWarnings("UnusedVariable")
final class LogExamples {

  record PageListed(String pageToken, int size) {}

  static final PayloadKind<PageListed> PAGE_LISTED =
      PayloadKind.builder("page.listed", PageListed.class).notSecret("page_token").build();

  static final EventCatalog CATALOG = EventCatalog.builder().payload(PAGE_LISTED).build();

  private LogExamples() {}

  static void json(DomainEvent event) {
    DomainEventJson json = DomainEventJson.standard();
    byte[] written = json.write(event);
    DomainEvent read = json.read(written);
  }

  /** The record of a described event. */
  interface Described {
    @Description("A customer placed an order.")
    record OrderPlaced(@Description("The order's number.") String orderId, BigDecimal amount) {}
  }

  static void reference() throws IOException {
    CatalogWriter writer =
        CatalogWriter.of(CATALOG, "Orders", "1.4.0").withCategories(Set.of("order"));
    Files.writeString(Path.of("events.md"), writer.markdown());
    Files.writeString(Path.of("events.schema.json"), writer.jsonSchema());
    Files.writeString(Path.of("asyncapi.json"), writer.asyncApi());
  }

  static void module(DomainEvent event) throws JsonProcessingException {
    ObjectMapper mapper = JsonMapper.builder().addModule(new EventModule()).build();
    String written = mapper.writeValueAsString(event);
    DomainEvent read = mapper.readValue(written, DomainEvent.class);
  }

  static void redactingModule() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .addModule(new EventModule().withRedaction(Redactor.standard()::redact))
            .build();
  }

  static void tap() {
    LoggingTap log = LoggingTap.standard().withSelector(AuditSelectors.securityRelevant());
    EventBus bus = EventBus.builder().tap(log).build();
  }

  static void bus() {
    EventBus bus = LoggingEventBus.create();
    bus.emit(DomainEvent.builder(EventType.PLAN_APPLIED).planId("p-1").build());
  }

  static void guideTap() {
    EventBus bus = EventBus.builder().tap(LoggingTap.standard()).build();
  }

  static void levels() {
    LogLevels levels =
        kind ->
            EventKind.category(kind).equals("tool")
                ? Level.DEBUG
                : LogLevels.standard().levelOf(kind);
    LoggingTap log = LoggingTap.standard().withLevels(levels);
  }

  static void redactor() {
    Redactor redactor =
        Redactor.standard()
            .maskingKeys("customer number")
            .maskingPath("request", "body")
            .maskingKind(EventType.SESSION_MESSAGE_SENT)
            .keepingKeys("token_type")
            .with((kind, path, value) -> path.contains("email") ? Redactor.MASK : value);
    LoggingTap log = LoggingTap.standard().withRedactor(redactor);
  }

  static Redactor catalogue() {
    Redactor redactor = Redactor.standard().withCatalog(CATALOG);
    return redactor;
  }

  static void behind() {
    AsyncTap behind =
        AsyncTap.builder(LoggingTap.standard())
            .capacity(10_000)
            .overflow(OverflowPolicy.BLOCK)
            .blockTimeout(Duration.ofSeconds(1))
            .build();
    EventBus bus = EventBus.builder().tap(behind).build();
  }

  static void memory() {
    AuditLog latest = AuditLog.create(1_000);
    EventBus bus = EventBus.builder().tap(latest).build();
    List<DomainEvent> failed = latest.snapshot(EventSelector.kind(EventType.TOOL_ERRORED));
  }

  static DomainEvent redactedEvent(DomainEvent event) {
    Redactor redactor = Redactor.standard().maskingKeys("ssn").maskingPath("request", "body");
    DomainEvent shown = redactor.redact(event);
    return shown;
  }

  static RedactionRule redactionRule() {
    RedactionRule noAddresses =
        (kind, path, value) -> path.contains("email") ? Redactor.MASK : value;
    return noAddresses;
  }

  static int auditLog() {
    AuditLog log = AuditLog.create(1_000);
    EventBus bus = EventBus.builder().tap(log).build();
    List<DomainEvent> applied = log.snapshot(EventSelector.kind(EventType.PLAN_APPLIED));
    bus.close();
    return applied.size();
  }
}
